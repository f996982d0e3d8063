import type { Context } from 'hono';
import type { Language } from '../../src/domain/languages.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { problemText } from '../../src/i18n/strings.ts';

/** A refusal as JSON: the reason in the reader's language, and what it is about for programs. */
export function problemAnswer(
	context: Context,
	status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503,
	problem: Problem,
) {
	return context.json(
		{ error: problemText(problem, readersLanguage(context)), problems: [problem] },
		status,
	);
}

/** The language a browser prefers, among ours. */
export function readersLanguage(context: Context): Language {
	const preferred = context.req.header('accept-language') ?? '';
	return preferred.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}
