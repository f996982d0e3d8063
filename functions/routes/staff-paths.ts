import { languagePrefix, languageTags } from '../../src/domain/languages.ts';

const inEachLanguage = (path: string) => languageTags.map((tag) => languagePrefix(tag) + path);

/** What the function layer alone answers: programs, and pages of staff and by link. Everything else is read from the release. */
export const staffPaths: readonly string[] = [
	...['/staff/*', '/desk/*', '/preview/*'].flatMap(inEachLanguage),
	'/admin/*',
	'/api/*',
];

/** Pages that somebody has by a link of their own. */
export const linkPaths: readonly string[] = inEachLanguage('/link/*');
