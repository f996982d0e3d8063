import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import { z } from 'zod';
import { type CollectionName, collections, type EntryData } from './collections.ts';
import { inTodaysForm } from './earlier-settings.ts';
import { entryProblems } from './entry-rules.ts';
import { fieldMeta, unwrapped } from './fields.schema.ts';
import { defaultLanguage, type Language, languageTags } from './languages.ts';
import { type Problem, problem } from './problem.ts';
import { settingsSchema } from './settings.schema.ts';
import type { Settings } from './settings.ts';
import { zodProblems } from './zod-problems.ts';

/** An entry's files, one text per language. */
export type EntryFiles = { readonly [tag in Language]?: string | undefined };

/** One piece of content: facts and default text, and the translated text of each further language. */
export interface Entry<C extends CollectionName = CollectionName> {
	readonly collection: C;
	readonly ref: string;
	readonly data: EntryData<C>;
	readonly translations: { readonly [tag in Language]?: Readonly<Record<string, unknown>> };
}

/** An entry and what is wrong with its translations; or only what is wrong, when the default file cannot stand. */
export type EntryReading<C extends CollectionName = CollectionName> =
	| { readonly entry: Entry<C>; readonly problems: readonly Problem[] }
	| { readonly entry?: undefined; readonly problems: readonly Problem[] };

/** Turns the files of one entry into an entry. A translation that cannot be read is left out and reported. */
export function readEntry<C extends CollectionName>(
	collection: C,
	ref: string,
	files: EntryFiles,
): EntryReading<C> {
	const text = files[defaultLanguage];
	if (text === undefined) {
		return { problems: [problem('no-default-language')] };
	}
	const own = parseText(text);
	if ('problem' in own) return { problems: [inLanguage(own.problem, defaultLanguage)] };
	const parsed = collections[collection].schema.safeParse(own.fields, { reportInput: true });
	if (!parsed.success) {
		return { problems: zodProblems(parsed.error).map((each) => inLanguage(each, defaultLanguage)) };
	}
	const data = parsed.data as EntryData<C>;
	const broken = entryProblems(collection, ref, data);
	if (broken.length > 0) {
		return { problems: broken.map((each) => inLanguage(each, defaultLanguage)) };
	}
	const { translations, problems } = readTranslations(collection, files);
	return { entry: { collection, ref, data, translations }, problems };
}

/** The files that say what an entry says; reading them gives the entry again. */
export function writeEntry(entry: Entry): EntryFiles {
	const schema = collections[entry.collection].schema;
	const { body, ...fields } = z.encode(schema as z.ZodObject, entry.data as never);
	const files: Record<string, string> = {
		[defaultLanguage]: frontMatter(withoutEmpty(fields), String(body ?? '')),
	};
	for (const language of languageTags) {
		const translation = entry.translations[language];
		if (!translation) continue;
		const { body: text, ...rest } = z.encode(
			translationSchema(entry.collection),
			translation as never,
		);
		files[language] = frontMatter(withoutEmpty(rest), String(text ?? ''));
	}
	return files;
}

/** Reads the settings of the portal; `pushOff` reads them as if they turned web push off. */
export function readSettings(
	text: string,
	{ pushOff = false }: { pushOff?: boolean } = {},
):
	| { settings: Settings; problems: readonly [] }
	| { settings?: undefined; problems: readonly Problem[] } {
	const fields = parseFields(text);
	if ('problem' in fields) return { problems: [fields.problem] };
	const today = inTodaysForm(fields.fields);
	const push = today['push'];
	const read = pushOff && isRecord(push) ? { ...today, push: { ...push, enabled: false } } : today;
	const parsed = settingsSchema.safeParse(read, { reportInput: true });
	return parsed.success
		? { settings: parsed.data, problems: [] }
		: { problems: zodProblems(parsed.error) };
}

/** The text of a settings file as the form of today takes it: the same text, unless it was written in an earlier form. */
export function settingsForForm(text: string): string {
	const fields = parseFields(text);
	if ('problem' in fields) return text;
	const today = inTodaysForm(fields.fields);
	if (JSON.stringify(today) === JSON.stringify(fields.fields)) return text;
	return stringifyYaml(today, { lineWidth: 0 });
}

/** The text of the settings file that says these settings. */
export function writeSettings(settings: Settings): string {
	return stringifyYaml(withoutEmpty(z.encode(settingsSchema, settings)), { lineWidth: 0 });
}

/** An entry as one language's reader meets it: facts from the default file, text in the language where there is one. */
export type Localized<C extends CollectionName = CollectionName> = EntryData<C> & {
	readonly collection: C;
	readonly ref: string;
	/** The language the text is in; differs from the reader's where no translation exists. */
	readonly textLanguage: Language;
	/** Whether the translation is of an earlier version than the facts. */
	readonly behind: boolean;
	/** The version that the translation is of, where it is behind; `version` is always that of the facts. */
	readonly translationOf?: number | undefined;
};

export function localize<C extends CollectionName>(
	entry: Entry<C>,
	language: Language,
): Localized<C> {
	const translation = language === defaultLanguage ? undefined : entry.translations[language];
	const about = { collection: entry.collection, ref: entry.ref };
	if (!translation) {
		return {
			...(entry.data as object),
			...about,
			textLanguage: defaultLanguage,
			behind: false,
		} as Localized<C>;
	}
	const { version } = entry.data;
	const of = Number(translation.version ?? 1);
	const behind = of < version;
	const text = { ...(overlay(entry.data, translation) as object), ...easyText(entry, translation) };
	const own = { textLanguage: language, behind, ...(behind && { translationOf: of }) };
	return { ...text, ...about, version, ...own } as Localized<C>;
}

/** An easy text in one language is no help to readers of another: it is not shown in place of theirs. */
function easyText({ data }: Entry, { easyToRead = [] }: Readonly<Record<string, unknown>>) {
	return 'easyToRead' in data ? { easyToRead } : {};
}

function readTranslations(collection: CollectionName, files: EntryFiles) {
	const translations: Record<string, Readonly<Record<string, unknown>>> = {};
	const problems: Problem[] = [];
	for (const language of languageTags) {
		const text = files[language];
		if (language === defaultLanguage || text === undefined) continue;
		const own = parseText(text);
		if ('problem' in own) {
			problems.push(inLanguage(own.problem, language));
			continue;
		}
		if (Object.keys(own.fields).every((key) => key === 'version')) continue;
		const parsed = translationSchema(collection).safeParse(own.fields, { reportInput: true });
		if (parsed.success) translations[language] = parsed.data;
		else problems.push(...zodProblems(parsed.error).map((each) => inLanguage(each, language)));
	}
	return { translations, problems };
}

const translationSchemas = new Map<CollectionName, z.ZodObject>();

/** What a translation's file may hold: the translated fields. A title is required, so that no page is half translated. */
function translationSchema(collection: CollectionName): z.ZodObject {
	const known = translationSchemas.get(collection);
	if (known) return known;
	const shape = translatedShape(collections[collection].schema);
	const schema = z.strictObject({ ...shape, title: unwrapped(shape.title as z.ZodType) });
	translationSchemas.set(collection, schema);
	return schema;
}

function translatedShape(schema: z.ZodObject): Record<string, z.ZodType> {
	const fields = Object.entries(schema.shape) as [string, z.ZodType][];
	return Object.fromEntries(
		fields
			.filter(([, each]) => fieldMeta(each)?.translated)
			.map(([name, each]) => [name, translatedPart(unwrapped(each)).optional()]),
	);
}

function translatedPart(schema: z.ZodType): z.ZodType {
	if (schema instanceof z.ZodArray) return z.array(translatedPart(schema.element as z.ZodType));
	// Facts that the CMS repeats inside a list are dropped: they come from the default file.
	if (schema instanceof z.ZodObject) return z.object(translatedShape(schema));
	return schema;
}

function overlay(base: unknown, translation: unknown): unknown {
	if (translation === undefined) return base;
	if (Array.isArray(base) && Array.isArray(translation)) {
		return base.some((each) => typeof each === 'object')
			? base.map((each, index) => overlay(each, translation[index]))
			: translation;
	}
	if (isRecord(base) && isRecord(translation)) {
		const merged: Record<string, unknown> = { ...base };
		for (const [key, value] of Object.entries(translation)) merged[key] = overlay(base[key], value);
		return merged;
	}
	return translation;
}

function parseText(text: string): { fields: Record<string, unknown> } | { problem: Problem } {
	const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text);
	if (!match) return { problem: problem('no-front-matter') };
	const parsed = parseFields(match[1] ?? '');
	if ('problem' in parsed) return parsed;
	const body = (match[2] ?? '').trim();
	return { fields: body === '' ? parsed.fields : { ...parsed.fields, body } };
}

function parseFields(text: string): { fields: Record<string, unknown> } | { problem: Problem } {
	try {
		// What it would warn of is quoted content, which no log is to hold.
		const fields: unknown = parseYaml(text, { maxAliasCount: 0, logLevel: 'error' });
		if (!isRecord(fields)) return { problem: problem('no-front-matter') };
		return { fields: (withoutEmpty(fields) ?? {}) as Record<string, unknown> };
	} catch (error) {
		const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
		return { problem: problem('not-yaml', '', { reason }) };
	}
}

/** Forms save untouched fields as empty strings, nulls and empty lists; they mean "not given". */
function withoutEmpty(value: unknown): unknown {
	if (value === null || value === '') return undefined;
	if (Array.isArray(value)) {
		const kept = value.map(withoutEmpty).filter((each) => each !== undefined);
		return kept.length > 0 ? kept : undefined;
	}
	if (!isRecord(value)) return value;
	const kept = Object.entries(value)
		.map(([key, each]) => [key, withoutEmpty(each)] as const)
		.filter(([, each]) => each !== undefined);
	return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function frontMatter(fields: unknown, body: string): string {
	const text = stringifyYaml(fields ?? {}, { lineWidth: 0 });
	return `---\n${text}---\n${body === '' ? '' : `\n${body}\n`}`;
}

function inLanguage(each: Problem, language: Language): Problem {
	return { ...each, language };
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
