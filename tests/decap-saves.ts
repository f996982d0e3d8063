import { Document, parseDocument } from 'yaml';
import type { CmsField } from '../src/cms/fields.ts';

/** An entry's file as Decap 3.16 saves it after someone opened it and left the optional fields as they were. */
export function savedByDecap(
	text: string,
	fields: readonly CmsField[],
	{ isDefaultLanguage }: { isDefaultLanguage: boolean },
): string {
	const [, frontMatter = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? [];
	const loaded: unknown = parseDocument(frontMatter).toJSON();
	const shown = isDefaultLanguage ? fields : translatedFields(fields);
	const { body: saved, ...data } = objectSaved(shown, { ...asRecord(loaded), body: body.trim() });
	return `---\n${new Document(data).toString()}---\n\n${String(saved)}\n`;
}

/** What Decap puts into a new entry before anyone typed (its `createEmptyDraftData`). */
export function newDecapDraft(fields: readonly CmsField[]): Record<string, unknown> {
	const draft: Record<string, unknown> = {};
	for (const field of fields) {
		const inner = innerFields(field);
		if (inner && !(field.widget === 'list' && Array.isArray(field['default']))) {
			const group = newDecapDraft(inner);
			if (Object.keys(group).length > 0)
				draft[field.name] = field.widget === 'list' ? [group] : group;
		} else if (field['default'] !== undefined) draft[field.name] = field['default'];
	}
	return draft;
}

/** In the file of a translation Decap keeps the fields that are translated. */
function translatedFields(fields: readonly CmsField[]): CmsField[] {
	return fields
		.filter((field) => field['i18n'] === true)
		.map((field) => ({ ...field, ...translatedInner(field) }));
}

function translatedInner(field: CmsField): Record<string, unknown> {
	const inner = innerFields(field);
	return inner && Array.isArray(field['fields']) ? { fields: translatedFields(inner) } : {};
}

function objectSaved(
	fields: readonly CmsField[],
	data: Record<string, unknown>,
): Record<string, unknown> {
	const shown = fields.filter((field) => field.widget !== 'hidden');
	const saved = shown.map((field) => [field.name, valueSaved(field, data[field.name])]);
	return { ...data, ...Object.fromEntries(saved) };
}

function valueSaved(field: CmsField, value: unknown): unknown {
	const fields = field['fields'] as readonly CmsField[] | undefined;
	if (Array.isArray(value))
		return fields ? value.map((each) => objectSaved(fields, asRecord(each))) : value;
	if (field.widget === 'object' && fields) return objectSaved(fields, asRecord(value));
	return value ?? untouched(field);
}

/** The value of a widget that nobody touched. */
function untouched(field: CmsField): unknown {
	if (field['default'] !== undefined) return field['default'];
	if (field.widget === 'list' || field['multiple'] === true) return [];
	return field.widget === 'boolean' ? false : '';
}

function innerFields(field: CmsField): readonly CmsField[] | undefined {
	// `src/cms/fields.ts` writes one of the two, or neither.
	return (field['fields'] ?? (field['field'] && [field['field']])) as
		| readonly CmsField[]
		| undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
