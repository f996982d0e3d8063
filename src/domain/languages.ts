/** The languages of the site. The first is the default: its files hold the facts, and it is served at `/`. */
export const languages = [
	{ tag: 'zh-CN', name: '简体中文', path: '' },
	{ tag: 'en', name: 'English', path: 'en' },
	{ tag: 'it', name: 'Italiano', path: 'it' },
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

/** The language of a page by its path on the site: `/it/notices/` is Italian. */
export function languageAt(path: string): Language {
	const [, first] = path.split('/');
	return languageOfPath(first) ?? defaultLanguage;
}

/** How a language calls itself; what is no language of the site keeps its tag. */
export function languageName(tag: string): string {
	return languages.find((language) => language.tag === tag)?.name ?? tag;
}

/** The language of the site that somebody prefers, by an `Accept-Language` header (RFC 9110 §12.5.4). */
export function preferredLanguage(accepted: string): Language {
	const wishes = accepted
		.split(',')
		.map((each) => {
			const [range = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
			const quality = parameters.find((part) => part.startsWith('q='))?.slice(2);
			return { range, quality: Number(quality ?? 1) };
		})
		.filter(({ quality }) => quality > 0)
		.sort((a, b) => b.quality - a.quality);
	const found = wishes.flatMap(({ range }) => languageTags.find(isSpokenIn(range)) ?? []);
	return found[0] ?? defaultLanguage;
}

/** Who reads Italian as it is written in Switzerland reads Italian. */
function isSpokenIn(range: string): (tag: Language) => boolean {
	const primary = range.split('-')[0];
	return (tag) => tag.split('-')[0] === primary;
}

/** The languages that the editor at `/admin/` and the desk speak: forms and commands that staff learn. */
export type ToolLanguage = Extract<Language, 'zh-CN' | 'en'>;

/** The language in which the editor and the desk speak to staff whose pages are in a language: English, where it is not Chinese. */
export function toolLanguage(language: Language): ToolLanguage {
	return language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** A label of the editor's forms, `[Chinese, English]`, for staff whose pages are in a language. */
export function labelIn(label: readonly [string, string], language: Language): string {
	return label[toolLanguage(language) === 'zh-CN' ? 0 : 1];
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
