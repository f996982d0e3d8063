import { Document, parseDocument } from 'yaml';
import type { CmsField } from '../src/cms/fields.ts';

/** What Decap 3.16 reads of a field's configuration. */
export interface DecapField {
	readonly name: string;
	readonly label?: string;
	readonly hint?: string;
	readonly widget: string;
	/** What stands for a folded item of a list. */
	readonly summary?: string;
	readonly i18n?: boolean | string;
	readonly default?: unknown;
	readonly multiple?: boolean;
	readonly options?: readonly { readonly label?: string; readonly value: string }[];
	/** The fields of a group, or of the groups in a list. */
	readonly fields?: readonly DecapField[];
	/** The one field of a list without groups. */
	readonly field?: DecapField;
}

type Data = Record<string, unknown>;

/** The computed configuration as Decap takes it: by its shape. */
export function decapFields(fields: readonly CmsField[]): readonly DecapField[] {
	return fields as readonly DecapField[];
}

/** An entry's file after someone opened and saved it and left the optional fields as they were. */
export function entrySavedByDecap(
	text: string,
	fields: readonly DecapField[],
	{ isDefaultLanguage }: { isDefaultLanguage: boolean },
): string {
	const [, frontMatter = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? [];
	const shown = isDefaultLanguage ? fields : translatedFields(fields);
	const { body: saved, ...data } = groupSaved(shown, { ...load(frontMatter), body: body.trim() });
	return `---\n${dump(data)}---\n\n${saved}\n`;
}

/** The same for a file that is YAML as a whole. */
export function fileSavedByDecap(text: string, fields: readonly DecapField[]): string {
	return dump(groupSaved(fields, load(text)));
}

/** What stands in a new entry before anyone typed (Decap's `createEmptyDraftData`). */
export function newDecapDraft(fields: readonly DecapField[]): Data {
	return Object.fromEntries(fields.flatMap(emptyValue));
}

function emptyValue(field: DecapField): [string, unknown][] {
	const { name, widget, default: given } = field;
	const inner = field.fields ?? (field.field && [field.field]);
	const isList = widget === 'list';
	if (!inner || (isList && Array.isArray(given))) return given === undefined ? [] : [[name, given]];
	const group = newDecapDraft(inner);
	if (Object.keys(group).length === 0) return [];
	return [[name, isList ? [group] : group]];
}

/** In the file of a translation Decap keeps the fields that are translated. */
function translatedFields(fields: readonly DecapField[]): DecapField[] {
	return fields
		.filter((field) => field.i18n === true)
		.map((field) => (field.fields ? { ...field, fields: translatedFields(field.fields) } : field));
}

function groupSaved(fields: readonly DecapField[], data: Data): Data {
	const shown = fields.filter((field) => field.widget !== 'hidden');
	const saved = shown.map((field) => [field.name, valueSaved(field, data[field.name])]);
	return { ...data, ...Object.fromEntries(saved) };
}

function valueSaved(field: DecapField, value: unknown): unknown {
	const { fields, widget } = field;
	if (fields && Array.isArray(value)) return value.map((each) => groupSaved(fields, asData(each)));
	if (fields && widget === 'object') return groupSaved(fields, asData(value));
	return value ?? untouched(field);
}

/** The value of a widget that nobody filled; a switch that nobody touched has none. */
function untouched({ default: given, widget, multiple }: DecapField): unknown {
	if (given !== undefined) return structuredClone(given);
	if (widget === 'list' || multiple) return [];
	return widget === 'boolean' ? undefined : '';
}

function load(yaml: string): Data {
	return asData(parseDocument(yaml).toJSON());
}

function dump(data: Data): string {
	return new Document(data).toString();
}

function asData(value: unknown): Data {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}
