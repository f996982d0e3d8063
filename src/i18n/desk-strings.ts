import { type Language, type ToolLanguage, toolLanguage } from '../domain/languages.ts';
import en from './desk.en.json' with { type: 'json' };
import zhCN from './desk.zh-CN.json' with { type: 'json' };

/** The desk's words stand apart, so that residents' pages do not carry them and theirs do not slow the desk. */
export type DeskKey = keyof typeof zhCN;
export type DeskTranslate = (
	key: DeskKey,
	values?: Readonly<Record<string, string | number>>,
) => string;

const strings: Readonly<Record<ToolLanguage, Readonly<Record<DeskKey, string>>>> = {
	'zh-CN': zhCN,
	en,
};

/** The desk's words for staff whose pages are in a language. */
export function deskTranslator(language: Language): DeskTranslate {
	const own = strings[toolLanguage(language)];
	return (key, values = {}) =>
		own[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
