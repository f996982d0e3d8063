/** The languages of the site. The first is the default: its files hold the facts, and it is served at `/`. */
export const languages = [
	{ tag: 'zh-CN', name: '简体中文', path: '' },
	{ tag: 'en', name: 'English', path: 'en' },
] as const;

/** A BCP 47 language tag of the site. */
export type Language = (typeof languages)[number]['tag'];

export const languageTags = languages.map((language) => language.tag) as readonly Language[];

export const defaultLanguage = languages[0].tag;

/** Whether a tag from outside names a language of the site. */
export function isLanguage(tag: string): tag is Language {
	return languages.some((language) => language.tag === tag);
}

/** The language whose pages live under a first path segment, such as `en`; `''` is the default. */
export function languageOfPath(segment: string | undefined): Language | undefined {
	return languages.find((language) => language.path === (segment ?? ''))?.tag;
}

/** The path prefix of a language: `''` for the default, `/en` for English. */
export function languagePrefix(tag: Language): string {
	const path = languages.find((language) => language.tag === tag)?.path ?? '';
	return path === '' ? '' : `/${path}`;
}

/** A short text in each language of the site; the default language is always there. */
export type LocalizedText = {
	readonly [tag in Exclude<Language, 'zh-CN'>]?: string | undefined;
} & {
	readonly 'zh-CN': string;
};

/** The text in the wanted language, or in the default language where a translation is missing. */
export function localized(text: LocalizedText, language: Language): string {
	return text[language] ?? text['zh-CN'];
}
