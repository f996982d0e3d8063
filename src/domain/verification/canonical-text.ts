import type { Notice } from '../collections.ts';
import type { Entry } from '../entry.ts';
import { defaultLanguage, type Language, languageTags } from '../languages.ts';
import { toOffsetString } from '../time.ts';

/** Facts, in the order in which they stand in the canonical text. The order never changes within a version. */
const facts = [
	'status',
	'lifecycle',
	'references',
	'category',
	'hazard',
	'eventGrade',
	'warningColor',
	'responseLevel',
	'officialReference',
	'urgency',
	'certainty',
	'areas',
	'audience',
	'topics',
	'incident',
	'issuer',
	'source',
	'documentNumber',
	'effective',
	'onset',
	'expires',
	'reviewBy',
	'nextUpdateAt',
	'noActionNeeded',
	'caseFigures',
	'phones',
	'dialectScript',
] satisfies readonly (keyof Notice)[];

/** What is said in each language, in the same manner. */
const texts = [
	'title',
	'summary',
	'known',
	'unknown',
	'doing',
	'actions',
	'avoid',
	'easyToRead',
	'correction',
	'recordings',
	'attachments',
	'sessions',
	'changes',
	'body',
] satisfies readonly (keyof Notice)[];

/** How a notice is handled, which says nothing to a reader; the version stands in the statement. */
const handling = [
	'alert',
	'alertRevision',
	'publishAt',
	'version',
	'stamp',
] satisfies readonly (keyof Notice)[];

/** Every field of a notice, by whether and how the canonical text has it. */
export const coverage = { facts, texts, handling };

/**
 * What a notice says, as one text that is the same wherever it is made: version `mingbai-notice-1`.
 *
 * It consists of lines, each ended by a line feed. The first is the name of the version, the second `ref: ` and the
 * notice's ref. Then follow the facts, and for each language that the notice is written in (the default one first) its
 * texts, in the orders above. A line is a name, a colon, a space and a value; the names of texts are preceded by the
 * language's tag and a space. A value of several lines, and a list, has one line for each; a part of a record is named after
 * the record (`officialReference.number`), in the order of the alphabet, and records in a list are numbered from 1
 * (`changes.1.what`). Instants are written as CAP 1.2 writes them. Each value is in NFC, with white space in it as one space and none
 * at its ends. What is empty or `false` has no line.
 *
 * Names of areas and bodies are those of the settings and not covered: their codes are.
 */
export function canonicalText({ ref, data, translations }: Entry<'notices'>): string {
	const lines = ['mingbai-notice-1', `ref: ${ref}`, ...linesOf(data, facts, '')];
	for (const language of languageTags) {
		const said: Readonly<Record<string, unknown>> | undefined =
			language === defaultLanguage ? data : translations[language];
		if (said) lines.push(...linesOf(said, texts, prefixOf(language)));
	}
	return `${lines.join('\n')}\n`;
}

function prefixOf(language: Language): string {
	return `${language} `;
}

function linesOf(
	fields: Readonly<Record<string, unknown>>,
	names: readonly string[],
	prefix: string,
): string[] {
	return names.flatMap((name) => valueLines(prefix + name, fields[name]));
}

function valueLines(name: string, value: unknown): string[] {
	if (value === undefined || value === null || value === false) return [];
	if (value instanceof Date) return [`${name}: ${toOffsetString(value)}`];
	if (Array.isArray(value))
		return value.flatMap((each, index) =>
			valueLines(isRecord(each) ? `${name}.${index + 1}` : name, each),
		);
	if (isRecord(value))
		return Object.keys(value)
			.sort()
			.flatMap((key) => valueLines(`${name}.${key}`, value[key]));
	return String(value)
		.normalize('NFC')
		.split(/\r\n|[\n\r\u2028\u2029]/)
		.map((line) => line.replace(/\s+/g, ' ').trim())
		.filter((line) => line !== '')
		.map((line) => `${name}: ${line}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !(value instanceof Date);
}
