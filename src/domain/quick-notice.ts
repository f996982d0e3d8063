import { parse, stringify } from 'yaml';
import { defaultLanguage, type Language, languageTags } from './languages.ts';
import type { Problem } from './problem.ts';
import { toOffsetString } from './time.ts';

/** The texts of a notice that the quick form asks for, in the order of the page. */
export const quickTexts = [
	'title',
	'summary',
	'known',
	'unknown',
	'doing',
	'actions',
	'avoid',
	'body',
] as const;
type QuickText = (typeof quickTexts)[number];

const lists: ReadonlySet<string> = new Set(['known', 'unknown', 'doing', 'actions', 'avoid']);
export const quickCorrection = ['was', 'now', 'why'] as const;
export const quickTimes = ['expires', 'nextUpdateAt'] as const;
/** The color of a first warning, and where it comes from: the portal only relays warnings. */
const quickSource = ['issuedBy', 'number'] as const;

/** What the quick form shows and sends: `zh-CN.title`, `en.actions` with a line for each sentence, `expires`, `areas` with spaces, `warningColor` with `issuedBy` and `number`. */
export type QuickValues = Readonly<Record<string, string>>;

/** Files of an entry by language. */
type Files = { readonly [tag in Language]?: string };

/** Where the quick form asks for what a problem is about; `''` where it does not ask for it. */
export function quickPlace({ field, language = defaultLanguage }: Problem): string {
	const [name = '', part = ''] = field.split('.');
	if (name === 'correction') return part ? `${language}.${field}` : `${language}.correction.was`;
	if (name === 'officialReference') return part === 'number' ? 'number' : 'issuedBy';
	if ((quickTexts as readonly string[]).includes(name)) return `${language}.${name}`;
	return elsewhere.has(name) ? name : '';
}

const elsewhere: ReadonlySet<string> = new Set([...quickTimes, 'areas', 'warningColor']);

/** Whether anything of a language stands in the form: nobody is asked for a translation that was not begun. */
export function isBegun(language: Language, values: QuickValues): boolean {
	return Object.entries(values).some(([name, text]) => name.startsWith(`${language}.`) && text);
}

/** The values of the form for a draft. */
export function quickValues(files: Files): QuickValues {
	const values: Record<string, string> = {};
	for (const language of languageTags) {
		const fields = read(files[language] ?? '');
		for (const name of quickTexts) values[`${language}.${name}`] = said(fields[name]);
		const correction = (fields['correction'] ?? {}) as Record<string, unknown>;
		for (const name of quickCorrection)
			values[`${language}.correction.${name}`] = said(correction[name]);
	}
	const facts = read(files[defaultLanguage] ?? '');
	for (const name of quickTimes) values[name] = localTime(facts[name]);
	const source = (facts['officialReference'] ?? {}) as Record<string, unknown>;
	for (const name of quickSource) values[name] = said(source[name]);
	values['warningColor'] = said(facts['warningColor']);
	values['areas'] = Array.isArray(facts['areas']) ? facts['areas'].join(' ') : '';
	return values;
}

/** The files of the draft with what was typed; everything that the form does not ask for stays as it is. */
export function withQuickValues(files: Files, values: QuickValues): Files {
	const changed: Record<string, string> = {};
	for (const language of languageTags) {
		const fields = read(files[language] ?? '');
		const typed = quickTexts.some((name) => values[`${language}.${name}`]?.trim());
		if (files[language] === undefined && !typed) continue;
		for (const name of quickTexts) setText(fields, name, values[`${language}.${name}`]);
		setCorrection(fields, language, values);
		if (language === defaultLanguage) setFacts(fields, values);
		changed[language] = write(fields);
	}
	return changed;
}

function setText(
	fields: Record<string, unknown>,
	name: QuickText,
	typed: string | undefined,
): void {
	if (typed === undefined) return;
	const lines = typed
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter(Boolean);
	if (lists.has(name)) fields[name] = lines;
	else fields[name] = name === 'body' ? typed.replaceAll('\r\n', '\n').trim() : lines.join(' ');
}

function setCorrection(
	fields: Record<string, unknown>,
	language: Language,
	values: QuickValues,
): void {
	const typed = quickCorrection.map(
		(name) => [name, values[`${language}.correction.${name}`]?.trim()] as const,
	);
	if (typed.every(([, text]) => !text)) return;
	fields['correction'] = Object.fromEntries(typed.filter(([, text]) => text));
}

function setFacts(fields: Record<string, unknown>, values: QuickValues): void {
	for (const name of quickTimes) {
		const typed = values[name];
		if (typed === undefined) continue;
		if (typed === '') delete fields[name];
		// What is no time stays as it was typed, so that the check can name it.
		else fields[name] = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) ? `${typed}:00+08:00` : typed;
	}
	if (values['areas'] !== undefined) fields['areas'] = values['areas'].split(' ').filter(Boolean);
	if (values['warningColor'] !== undefined) setColor(fields, values['warningColor'], values);
}

/** A notice with a color is a warning and names its source; without one it says what to do and no more. */
function setColor(fields: Record<string, unknown>, color: string, values: QuickValues): void {
	if (color === '') {
		delete fields['warningColor'];
		delete fields['officialReference'];
		if (fields['category'] === 'warning') fields['category'] = 'measure';
		return;
	}
	const typed = quickSource.map((name) => [name, values[name]?.trim()] as const);
	const before = (fields['officialReference'] ?? {}) as Record<string, unknown>;
	const source: Record<string, unknown> = { ...before, ...Object.fromEntries(typed) };
	for (const [name, text] of typed) if (!text) delete source[name];
	fields['category'] = 'warning';
	fields['warningColor'] = color;
	if (Object.keys(source).length > 0) fields['officialReference'] = source;
	else delete fields['officialReference'];
}

function said(value: unknown): string {
	if (Array.isArray(value)) return value.map(String).join('\n');
	return value === undefined || value === null ? '' : String(value);
}

/** An instant as a phone's date field takes it: the county's clock, without an offset. */
function localTime(value: unknown): string {
	const instant = new Date(String(value ?? ''));
	return Number.isNaN(instant.getTime()) ? '' : toOffsetString(instant).slice(0, 16);
}

function read(text: string): Record<string, unknown> {
	const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
	// The portal wrote the file, or checked it when it was saved.
	const fields = (parse(front, { logLevel: 'error' }) ?? {}) as Record<string, unknown>;
	return { ...fields, body: body.trim() };
}

function write({ body, ...fields }: Record<string, unknown>): string {
	const text = said(body);
	return `---\n${stringify(fields, { lineWidth: 0 })}---\n${text === '' ? '' : `\n${text}\n`}`;
}
