import type { Context, MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { isLanguage, type Language } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { problemText, translator } from '../../src/i18n/strings.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';
import { isMultipart, wantsJson } from './report-body.ts';

/** So many of residents' requests are worked on at once: more would make everyone wait, readers too. */
const mostAtOnce = 256;

const retrySeconds = 5;

/**
 * Turns away what comes beyond the capacity of this machine, at once and at next to no cost, so that those who came before
 * are served and pages are read as ever. Who sent a form gets it back as it was, to send again.
 */
export function shedLoad(most = mostAtOnce): MiddlewareHandler {
	let underWay = 0;
	return async (context, next) => {
		if (underWay >= most) return turnAway(context);
		underWay += 1;
		try {
			return await next();
		} finally {
			underWay -= 1;
		}
	};
}

async function turnAway(context: Context): Promise<Response> {
	context.header('Retry-After', String(retrySeconds));
	context.header('Cache-Control', 'no-store');
	const busy = problem('busy', '', { seconds: retrySeconds });
	if (wantsJson(context) || context.req.method !== 'POST') return problemAnswer(context, 503, busy);
	const values = isMultipart(context) ? undefined : await textsOf(context);
	const spoken = values?.['language'] ?? '';
	const language = isLanguage(spoken) ? spoken : readersLanguage(context);
	return context.html(
		busyPage(context.req.path, values, language, problemText(busy, language)),
		503,
	);
}

async function textsOf(context: Context): Promise<Readonly<Record<string, string>>> {
	const body = await context.req.parseBody();
	const texts = Object.entries(body).filter(([, value]) => typeof value === 'string');
	return Object.fromEntries(texts) as Record<string, string>;
}

/** A page that needs no renderer: it is sent when there is time for nothing. A file cannot be given back, only kept by the browser. */
function busyPage(
	action: string,
	values: Readonly<Record<string, string>> | undefined,
	language: Language,
	said: string,
) {
	const t = translator(language);
	const form = values
		? html`<form method="post" action="${action}">${Object.entries(values).map(([name, value]) => hidden(name, value))}<p><button>${t('busy.again')}</button></p></form>`
		: html`<p>${t('busy.back')}</p>`;
	return html`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${t('busy.title')}</title></head><body><main><h1>${t('busy.title')}</h1><p>${said}</p>${form}<p>${t('busy.urgent')}</p></main></body></html>`;
}

/** A field that is not shown keeps line breaks, unlike a line of text. */
function hidden(name: string, value: string) {
	return html`<textarea name="${name}" hidden>
${value}</textarea>`;
}
