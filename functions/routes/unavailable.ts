import type { Context } from 'hono';
import { html } from 'hono/html';
import {
	isLanguage,
	type Language,
	languageAt,
	languagePrefix,
} from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { problemText, translator } from '../../src/i18n/strings.ts';
import type { StoreFault } from '../store/store-fault.ts';
import { policyFor } from './guards.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';
import { bringsPicture } from './report-body.ts';
import { notedFields } from './typed.ts';

/** Why something cannot be done now: what fails, or nothing is known to and the portal has only begun, or too much comes at once. */
export type Unavailable = StoreFault | 'opening' | 'busy';

/** Answers what cannot be done now: what is the matter, whom to call, and what was typed. Needs no store and no renderer. */
export type AnswerUnavailable = (context: Context, reason: Unavailable) => Promise<Response>;

/** When it is worth trying again, in seconds. */
const retryAfter = (reason: Unavailable) => (reason === 'busy' ? 5 : 10);

/** `page` gives a file of the live release as text, where there is one. */
export function createUnavailable(
	basePath: string,
	page: (path: string) => Promise<string | undefined>,
): AnswerUnavailable {
	return async (context, reason) => {
		const path = context.req.path.slice(basePath.length);
		const told = problemFor(path, reason);
		context.header('Retry-After', String(retryAfter(reason)));
		context.header('Cache-Control', 'no-store');
		if (!isForPeople(context, path)) return problemAnswer(context, 503, told);
		const form = await typedIn(context);
		const language = languageOf(context, path, form);
		const shown = await page(`${languagePrefix(language)}/unavailable/`).catch(() => undefined);
		if (!shown) return context.text(`${problemText(told, language)}\n`, 503);
		context.header('Content-Security-Policy', policyFor(path));
		const more = `${reasonHtml(told, language)}${form ? formHtml({ action: context.req.path, reason, language }, form) : ''}`;
		const about = reason === 'busy' ? aboutBusy(shown, language) : shown;
		return context.html(
			about.replace(place, () => more),
			503,
		);
	};
}

const place = /<div id="not-sent"[^>]*>\s*<\/div>/;

/** The page is about a portal that can only be read; too many at once is over in seconds. */
function aboutBusy(shown: string, language: Language): string {
	const t = translator(language);
	// As they stand in a page, where some characters are written in another way.
	const written = (text: string) => String(html`${text}`);
	return shown
		.replaceAll(written(t('unavailable.title')), written(t('unavailable.busyTitle')))
		.replaceAll(written(t('unavailable.text')), written(t('unavailable.busyText')));
}

/** Who can do something about it is told the reason; residents have no use for it. */
function problemFor(path: string, reason: Unavailable): Problem {
	if (reason === 'busy') return problem('busy', '', { seconds: retryAfter(reason) });
	const isOfStaff =
		/^(?:\/[a-z]{2})?\/(?:staff|desk|admin|preview)\/|^\/api\/(?:cms|desk|exercise-desk|publications|auth)\b/;
	return problem(
		reason === 'opening' || !isOfStaff.test(path) ? 'reading-only' : `store-${reason}`,
	);
}

/** Programs send and take JSON; a browser without scripts sends forms and takes pages. */
function isForPeople(context: Context, path: string): boolean {
	if (!path.startsWith('/api/')) return true;
	return isForm(context) && !(context.req.header('accept') ?? '').startsWith('application/json');
}

function isForm(context: Context): boolean {
	const type = context.req.header('content-type') ?? '';
	return /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(type);
}

/** What a form held. */
interface Typed {
	readonly fields: readonly { readonly name: string; readonly value: string }[];
	readonly hasFile: boolean;
}

/** Nothing that is secret is written into a page. */
const secret = /^(?:password|again|current|code|token)$/;

async function typedIn(context: Context): Promise<Typed | undefined> {
	if (context.req.method !== 'POST' || !isForm(context)) return undefined;
	const noted = notedFields(context.req.raw);
	const body = noted ?? (await context.req.parseBody({ all: true }).catch(() => ({})));
	const all = Object.entries(body).flatMap(([name, values]) =>
		[values].flat().map((value: unknown) => ({ name, value })),
	);
	const fields = all.flatMap(({ name, value }) =>
		typeof value === 'string' ? [{ name, value }] : [],
	);
	if (fields.length === 0 || fields.some(({ name }) => secret.test(name))) return undefined;
	const hasFile = noted
		? bringsPicture(context)
		: all.some(({ value }) => value instanceof File && value.size > 0);
	return { fields, hasFile };
}

function languageOf(context: Context, path: string, form: Typed | undefined): Language {
	const chosen = form?.fields.find(({ name }) => name === 'language')?.value ?? '';
	if (isLanguage(chosen)) return chosen;
	return path.startsWith('/api/') ? readersLanguage(context) : languageAt(path);
}

function reasonHtml(told: Problem, language: Language): string {
	if (told.code === 'reading-only') return '';
	return String(html`<p><strong>${problemText(told, language)}</strong></p>`);
}

/** A choice is a word of ours or a number; what a person wrote is more. */
function isWritten({ name, value }: Typed['fields'][number]): boolean {
	if (/^(?:altcha|submission|language)$/.test(name)) return false;
	return value.length >= 12 && !/^[\w.:-]+$/.test(value);
}

function formHtml(
	about: { readonly action: string; readonly reason: Unavailable; readonly language: Language },
	{ fields, hasFile }: Typed,
): string {
	const { action, reason, language } = about;
	const t = translator(language);
	const keep = t(reason === 'busy' ? 'unavailable.busyKeep' : 'unavailable.keep');
	const controls = fields.map((field) =>
		isWritten(field)
			? html`<div class="field"><textarea name="${field.name}" rows="6" aria-label="${t('unavailable.typed')}">
${field.value}</textarea></div>`
			: html`<input type="hidden" name="${field.name}" value="${field.value}">`,
	);
	const file = hasFile ? html`<p>${t('unavailable.file')}</p>` : '';
	return String(
		html`<section id="not-sent" class="stack"><h2>${t('unavailable.typed')}</h2><p>${keep}</p>${file}<form class="form" method="post" action="${action}">${controls}<button class="button" type="submit">${t('unavailable.again')}</button></form></section>`,
	);
}
