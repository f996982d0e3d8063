import type { Language } from '../domain/languages.ts';
import en from './desk.en.json' with { type: 'json' };
import zhCN from './desk.zh-CN.json' with { type: 'json' };

/** The desk's words stand apart, so that residents' pages do not carry them and theirs do not slow the desk. */
export type DeskKey = keyof typeof zhCN;
export type DeskTranslate = (
	key: DeskKey,
	values?: Readonly<Record<string, string | number>>,
) => string;

const strings: Readonly<Record<'zh-CN' | 'en', Readonly<Record<DeskKey, string>>>> = {
	'zh-CN': zhCN,
	en,
};

/** The desk is for staff: it speaks Chinese, and English for whoever asked for another language. */
export function deskTranslator(language: Language): DeskTranslate {
	const own = strings[language === 'zh-CN' ? 'zh-CN' : 'en'];
	return (key, values = {}) =>
		own[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
