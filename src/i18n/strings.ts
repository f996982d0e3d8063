import type { Language } from '../domain/languages.ts';
import type { Problem } from '../domain/problem.ts';
import en from './en.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };
import zhCN from './zh-CN.json' with { type: 'json' };

/** The name of a visible string, as `area.meaning`. */
export type StringKey = keyof typeof zhCN;

/** Every visible word of the site and the server, by language. A missing key does not type-check. */
const strings: { readonly [tag in Language]: Readonly<Record<StringKey, string>> } = {
	'zh-CN': zhCN,
	en,
	it,
};

/** Looks strings up in one language; `{name}` in a string is replaced by the value of that name. */
export type Translate = (
	key: StringKey,
	values?: Readonly<Record<string, string | number>>,
) => string;

export function translator(language: Language): Translate {
	return (key, values = {}) =>
		strings[language][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
			String(values[name] ?? whole),
		);
}

/** Whether a name computed from data, such as `problem.required`, has a string. */
export function isStringKey(name: string): name is StringKey {
	return Object.hasOwn(zhCN, name);
}

/** What a problem says to a person: what is wrong and what to do about it. */
export function problemText(problem: Problem, language: Language): string {
	const key = `problem.${problem.code}`;
	const t = translator(language);
	return isStringKey(key) ? t(key, problem.values) : t('problem.other', { code: problem.code });
}
