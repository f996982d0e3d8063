import type { Context, MiddlewareHandler } from 'hono';
import { isLanguage, type Language, preferredLanguage } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { problemText } from '../../src/i18n/strings.ts';

/** A refusal as JSON: the reason in the reader's language, and what it is about for programs. */
export function problemAnswer(
	context: Context,
	status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 503,
	refusal: Problem,
) {
	return context.json(
		{ error: problemText(refusal, readersLanguage(context)), problems: [refusal] },
		status,
	);
}

/** The language that the client says it speaks, as the CMS does; else the one a browser prefers, among ours. */
export function readersLanguage(context: Context): Language {
	const spoken = context.req.query('language') ?? '';
	if (isLanguage(spoken)) return spoken;
	return preferredLanguage(context.req.header('accept-language') ?? '');
}

/** Refuses a body that is not in the form it says it is in. What is read is kept, and read by the route again. */
export const wellFormed: MiddlewareHandler = async (context, next) => {
	if (['GET', 'HEAD', 'OPTIONS'].includes(context.req.method)) return next();
	const isJson = (context.req.header('content-type') ?? '').includes('json');
	const isReadable = await (isJson ? context.req.json() : context.req.parseBody()).then(
		() => true,
		() => false,
	);
	return isReadable ? next() : problemAnswer(context, 400, problem('bad-request'));
};
