import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cmsConfig } from '../src/cms/config.ts';
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
import {
	type DecapField,
	decapFields,
	entrySavedByDecap,
	fileSavedByDecap,
	newDecapDraft,
} from './decap-saves.ts';

const source = folderSource('content');
const files = new Map<string, string>();
for (const { path, blob } of await source.list()) files.set(path, await source.read(blob));

const settingsText = files.get(settingsPath) ?? '';
const { settings } = readSettings(settingsText);
if (!settings) throw new Error('the settings of the demo county cannot be read');

const entries = [...files.keys()].flatMap((path) => parseEntryPath(path) ?? []);
const known = new Set(entries.map(({ collection, ref }) => `${collection}/${ref}`));
const surroundings = { settings, has: (name: string, ref: string) => known.has(`${name}/${ref}`) };

const place = { backend: {}, contentFolder: '', base: '/' };
const forms = { 'zh-CN': formsIn('zh-CN'), en: formsIn('en') };

describe.each(['zh-CN', 'en'] as const)('in the form in %s', (language) => {
	test.each(collectionNames)('every field of %s has a widget and a label', (name) => {
		expect(faults(collections[name].schema, forms[language](name))).toEqual([]);
	});

	test('every field of the settings has a widget and a label', () => {
		expect(faults(settingsSchema, forms[language]('settings'))).toEqual([]);
	});

	test.each(collectionNames)('a new entry of %s begins without half-filled groups', (name) => {
		const draft = newDecapDraft(forms[language](name));
		expect(Object.entries(draft).filter(([, value]) => isGroup(value))).toEqual([]);
	});
});

describe('opened and saved in Decap', () => {
	test.each(entries.filter(({ language }) => language === defaultLanguage))(
		'$collection/$ref says what it said and can be released',
		({ collection, ref }) => {
			const texts: Record<string, string> = {};
			const saved: Record<string, string> = {};
			for (const language of languageTags) {
				const text = files.get(entryPath(collection, ref, language));
				if (text === undefined) continue;
				const isDefaultLanguage = language === defaultLanguage;
				texts[language] = text;
				saved[language] = entrySavedByDecap(text, forms.en(collection), { isDefaultLanguage });
			}
			const before = readEntry(collection, ref, texts);
			const after = readEntry(collection, ref, saved);
			expect(after.problems).toEqual([]);
			if (!before.entry || !after.entry) throw new Error(`${collection}/${ref} cannot be read`);
			expect(referenceProblems(after.entry.data, surroundings)).toEqual([]);
			for (const language of languageTags) {
				expect(localize(after.entry, language)).toEqual(localize(before.entry, language));
			}
		},
	);

	test('the settings say what they said', () => {
		const saved = readSettings(fileSavedByDecap(settingsText, forms.en('settings')));
		expect(saved.problems).toEqual([]);
		expect(saved.settings).toEqual(settings);
	});
});

/** The fields of each collection's form. */
function formsIn(language: 'zh-CN' | 'en'): (name: string) => readonly DecapField[] {
	const { collections: all } = cmsConfig(settings as NonNullable<typeof settings>, language, place);
	return (name) => {
		const found = all.find((each) => each.name === name);
		if (!found) throw new Error(`${name} has no form`);
		return decapFields('fields' in found ? found.fields : (found.files[0]?.fields ?? []));
	};
}

/** Fields without widget or label, fields the form lacks, and fields it has too many, by their paths. */
function faults(schema: z.ZodObject, fields: readonly DecapField[], path = ''): string[] {
	const extra = fields.filter(({ name }) => !Object.hasOwn(schema.shape, name));
	const inner = Object.entries(schema.shape).flatMap(([name, each]) => {
		const field = fields.find((candidate) => candidate.name === name);
		if (!field) return [`${path}${name} is missing`];
		return fieldFaults(each as z.ZodType, field, `${path}${name}`);
	});
	return [...extra.map(({ name }) => `${path}${name} is not in the schema`), ...inner];
}

function fieldFaults(schema: z.ZodType, field: DecapField, path: string): string[] {
	const unnamed = (field.options ?? []).filter(({ label }) => !label?.trim());
	const own = [
		...(field.label?.trim() ? [] : [`${path} has no label`]),
		...(field.widget?.trim() ? [] : [`${path} has no widget`]),
		...unnamed.map(({ value }) => `${path} has no label for ${value}`),
	];
	if (field.widget === 'hidden') return own;
	const value = unwrapped(schema);
	const isList = value instanceof z.ZodArray;
	const element = isList ? unwrapped(value.element as z.ZodType) : value;
	if (element instanceof z.ZodObject) {
		return [...own, ...faults(element, field.fields ?? [], `${path}.`)];
	}
	if (!isList || field.widget === 'select') return own;
	if (!field.field) return [...own, `${path} has no field for its items`];
	return [...own, ...fieldFaults(element, field.field, `${path}.item`)];
}

function isGroup(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(isGroup);
	return typeof value === 'object' && value !== null;
}
