import { languagePrefix, languageTags } from '../../src/domain/languages.ts';

/** Who is served by a request: a reader of a page, a resident who sends something, or staff. */
export type RequestKind = 'page' | 'resident' | 'staff';

const staffPaths = [
	'/admin/',
	'/desk/',
	'/preview/',
	'/api/cms',
	'/api/desk',
	'/api/exercise-',
	'/api/auth/',
	'/api/publications',
	'/api/hooks/',
	...languageTags.flatMap((tag) =>
		['staff', 'desk'].map((room) => `${languagePrefix(tag)}/${room}/`),
	),
];

const residentPaths = ['/api/', ...languageTags.map((tag) => `${languagePrefix(tag)}/link/`)];

/** The kind of a request by its path, given without the base path. */
export function requestKind(path: string): RequestKind {
	const isBelow = (start: string) => path.startsWith(start);
	if (staffPaths.some(isBelow)) return 'staff';
	return residentPaths.some(isBelow) ? 'resident' : 'page';
}
