import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cmsConfig } from '../src/cms/config.ts';
import type { CmsField } from '../src/cms/fields.ts';
import {
	collectionNames,
	collections,
	entryPath,
	parseEntryPath,
	settingsPath,
} from '../src/domain/collections.ts';
import { localize, readEntry, readSettings } from '../src/domain/entry.ts';
import { referenceProblems } from '../src/domain/entry-rules.ts';
import { unwrapped } from '../src/domain/fields.schema.ts';
import { defaultLanguage, languageTags } from '../src/domain/languages.ts';
import { settingsSchema } from '../src/domain/settings.schema.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { newDecapDraft, savedByDecap } from './decap-saves.ts';

const source = folderSource('content');
const files = new Map(
	await Promise.all(
		(await source.list()).map(async ({ path, blob }) => [path, await source.read(blob)] as const),
	),
);
const { settings } = readSettings(files.get(settingsPath) ?? '');
if (!settings) throw new Error('the settings of the demo county cannot be read');

const place = { backend: {}, contentFolder: '', base: '/' };
const entries = [...files.keys()].flatMap((path) => parseEntryPath(path) ?? []);
const known = new Set(entries.map(({ collection, ref }) => `${collection}/${ref}`));
const has = (collection: string, ref: string) => known.has(`${collection}/${ref}`);

describe.each(['zh-CN', 'en'] as const)('in the form in %s', (language) => {
	const config = cmsConfig(settings, language, place);

	test.each(collectionNames)('every field of %s has a widget and a label', (name) => {
		expect(faults(collections[name].schema, fieldsOf(config, name))).toEqual([]);
	});

	test('every field of the settings has a widget and a label', () => {
		const portal = config.collections.at(-1);
		const fields = portal && 'files' in portal ? portal.files[0]?.fields : undefined;
		expect(faults(settingsSchema, fields ?? [])).toEqual([]);
	});

	test.each(collectionNames)('a new entry of %s begins without half-filled groups', (name) => {
		const draft = newDecapDraft(fieldsOf(config, name));
		expect(Object.entries(draft).filter(([, value]) => isGroup(value))).toEqual([]);
	});
});

describe('opened and saved in Decap', () => {
	const config = cmsConfig(settings, 'zh-CN', place);

	test.each(entries.filter(({ language }) => language === defaultLanguage))(
		'$collection/$ref says what it said and can be released',
		({ collection, ref }) => {
			const texts = languageTags.flatMap((tag) => {
				const text = files.get(entryPath(collection, ref, tag));
				return text === undefined ? [] : [[tag, text] as const];
			});
			const saved = texts.map(([tag, text]) => [
				tag,
				savedByDecap(text, fieldsOf(config, collection), {
					isDefaultLanguage: tag === defaultLanguage,
				}),
			]);
			const before = readEntry(collection, ref, Object.fromEntries(texts));
			const after = readEntry(collection, ref, Object.fromEntries(saved));
			expect(after.problems).toEqual([]);
			if (!before.entry || !after.entry) throw new Error(`${collection}/${ref} cannot be read`);
			expect(referenceProblems(after.entry.data, { settings, has })).toEqual([]);
			for (const tag of languageTags) {
				expect(localize(after.entry, tag)).toEqual(localize(before.entry, tag));
			}
		},
	);
});

function fieldsOf(config: ReturnType<typeof cmsConfig>, name: string): readonly CmsField[] {
	const collection = config.collections.find((each) => each.name === name);
	return collection && 'fields' in collection ? collection.fields : [];
}

/** Fields without widget or label, fields the form lacks, and fields it has too many, with their paths. */
function faults(schema: z.ZodObject, fields: readonly CmsField[], path = ''): string[] {
	const names = fields.map(({ name }) => name);
	const extra = names.filter((name) => !Object.hasOwn(schema.shape, name));
	const inner = Object.entries(schema.shape).flatMap(([name, each]) => {
		const field = fields.find((candidate) => candidate.name === name);
		return field
			? fieldFaults(each as z.ZodType, field, `${path}${name}`)
			: [`${path}${name} is missing`];
	});
	return [...extra.map((name) => `${path}${name} is not in the schema`), ...inner];
}

function fieldFaults(schema: z.ZodType, field: CmsField, path: string): string[] {
	const own = [
		...(field.label?.trim() ? [] : [`${path} has no label`]),
		...(field.widget?.trim() ? [] : [`${path} has no widget`]),
		...optionsOf(field).flatMap(({ label, value }) =>
			label?.trim() ? [] : [`${path} has no label for ${value}`],
		),
	];
	if (field.widget === 'hidden') return own;
	const value = unwrapped(schema);
	const element = value instanceof z.ZodArray ? unwrapped(value.element as z.ZodType) : value;
	if (element instanceof z.ZodObject)
		return [...own, ...faults(element, innerFields(field), `${path}.`)];
	if (!(value instanceof z.ZodArray) || field.widget === 'select') return own;
	const item = field['field'] as CmsField | undefined;
	return item
		? [...own, ...fieldFaults(element, item, `${path}.item`)]
		: [...own, `${path} has no field for its items`];
}

function innerFields(field: CmsField): readonly CmsField[] {
	return (field['fields'] ?? []) as readonly CmsField[];
}

function optionsOf(field: CmsField): readonly { label?: string; value: string }[] {
	return (field['options'] ?? []) as readonly { label?: string; value: string }[];
}

function isGroup(value: unknown): boolean {
	return (
		typeof value === 'object' && value !== null && (!Array.isArray(value) || value.some(isGroup))
	);
}
