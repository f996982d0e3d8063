import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { defaultLanguage, type Language, languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { languageNameIn } from '../../src/i18n/language-names.ts';
import { problemText, type Translate, translator } from '../../src/i18n/strings.ts';
import { can } from '../auth/roles.ts';
import { type StaffMember, staffOf } from '../auth/staff.ts';
import { longestBannerText, longestTranslatedBanner } from '../banner/banner.schema.ts';
import { type BannerRequest, liftBanner, raiseBanner } from '../banner/banner-file.ts';
import type { BannerState } from '../banner/follow-banner.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import type { AuditEvent } from '../store/audit.ts';
import { meOf, type ProofParts, proveAgain } from './prove-again.ts';
import { seeOther, staffPath, withNext } from './staff-pages.ts';

export interface BannerParts extends ProofParts {
	readonly config: Pick<Config, 'basePath' | 'dataDir' | 'trustedProxies'>;
	readonly banner: BannerState;
	readonly log: Pick<Logger, 'error'>;
}

/** What stands in the form: a text for each language, and the hours. */
type Typed = Pick<BannerRequest, 'text'> & { readonly hours: string };

/** `/staff/banner/`: the page behind the glass. It is made without the renderer, for the day on which that does not work. */
export function bannerRoutes(parts: BannerParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const path = staffPath(language, 'banner/');
		routes.on(['GET', 'POST'], path, async (context) => {
			const staff = await staffOf(parts.auth, context.req.raw.headers);
			if (!staff && context.req.method === 'POST') return showTyped(parts, context, language);
			if (!staff) return seeOther(parts.config, withNext(staffPath(language, 'sign-in/'), path));
			if (!can(staff.roles, 'publish')) return show(parts, language, { mayChange: false }, 403);
			const { asksPassword } = meOf(staff, parts.now());
			if (context.req.method === 'GET') return show(parts, language, { asksPassword }, 200);
			return change(parts, context, language, staff);
		});
	}
	return routes;
}

const notAllowed = [problem('not-allowed')];
const nothingTyped: Typed = { text: {}, hours: '2' };

async function typedIn(context: Context) {
	const form = await context.req.parseBody();
	const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
	const text = Object.fromEntries(languageTags.map((tag) => [tag, field(tag)]));
	const typed: Typed = { text, hours: field('hours') || nothingTyped.hours };
	return { field, typed };
}

/** Whoever is no longer signed in finds the words again, to send them after signing in beside. */
async function showTyped(parts: BannerParts, context: Context, language: Language) {
	const { typed } = await typedIn(context);
	return show(parts, language, { typed, problems: [problem('signed-out')] }, 401);
}

async function change(
	parts: BannerParts,
	context: Context,
	language: Language,
	staff: StaffMember,
): Promise<Response> {
	const { field, typed } = await typedIn(context);
	const { dataDir } = parts.config;
	const asked = { password: field('password'), isNeeded: true };
	const proof = await proveAgain(parts, context, staff, asked);
	if ('problem' in proof) {
		const problems = [proof.problem];
		return show(parts, language, { typed, problems, asksPassword: true }, proof.status);
	}
	if (field('verb') === 'lift') {
		await liftBanner(dataDir);
		await record(parts, staff, 'banner.lifted', '');
	} else {
		const request = { text: typed.text, hours: Number(typed.hours), by: staff.name };
		const raised = await raiseBanner(dataDir, request, parts.now());
		if ('problems' in raised) return show(parts, language, { typed, ...raised }, 422);
		await record(parts, staff, 'banner.raised', raised.banner.id);
	}
	await parts.banner.follow();
	return seeOther(parts.config, staffPath(language, 'banner/'));
}

/** A store that is down must not keep the banner down. */
async function record(
	{ audit, now, log }: BannerParts,
	staff: StaffMember,
	action: AuditEvent['action'],
	subject: string,
): Promise<void> {
	const event = { at: now(), actor: staff.id, action, subject, details: {} };
	await audit
		.append(event)
		.catch((error: unknown) => log.error('not in the audit log', { action, error: String(error) }));
}

const style =
	':root{color-scheme:light dark}body{font:1.125rem/1.6 system-ui,sans-serif;max-width:38rem;margin:0 auto;padding:1rem}' +
	'label{display:block;font-weight:700;margin-top:1rem}' +
	'input,textarea,select,button{font:inherit;width:100%;min-height:48px;padding:.5rem;border:2px solid;border-radius:.35rem;box-sizing:border-box}' +
	'button{font-weight:700;margin-top:1rem}aside,[role=alert]{border:4px solid;padding:.75rem;margin-block:1rem}';
const policy = `default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;

interface Shown {
	readonly typed?: Typed;
	readonly mayChange?: boolean;
	readonly asksPassword?: boolean;
	readonly problems?: readonly Problem[];
}

function show(
	{ config, banner }: BannerParts,
	language: Language,
	{
		typed = nothingTyped,
		mayChange = true,
		asksPassword = false,
		problems = mayChange ? [] : notAllowed,
	}: Shown,
	status: number,
): Response {
	const t = translator(language);
	const up = banner.current();
	const action = `${config.basePath}${staffPath(language, 'banner/')}`;
	const page = html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${t('banner.page')}</title><style>${raw(style)}</style></head>
<body><main><h1>${t('banner.page')}</h1><p>${t('banner.explain')}</p>
${problems.length > 0 ? html`<div role="alert">${problems.map((each) => html`<p>${problemText(each, language)}</p>`)}</div>` : ''}
${
	up && mayChange
		? html`<aside><p><strong>${t('banner.up')}</strong></p>${languageTags.map((tag) => (up.text[tag] ? html`<p lang="${tag}">${up.text[tag]}</p>` : ''))}
<form method="post" action="${action}">${asksPassword ? passwordField('lift', t) : ''}<button name="verb" value="lift">${t('banner.lift')}</button></form></aside>`
		: ''
}
${
	mayChange
		? html`<form method="post" action="${action}">
${languageTags.map((tag) => textField(tag, typed.text[tag] ?? '', language))}
<label for="hours">${t('banner.hours')}</label><select id="hours" name="hours">${['1', '2', '6', '12', '24'].map((each) => html`<option value="${each}" ${each === typed.hours ? 'selected' : ''}>${each}</option>`)}</select>
${asksPassword ? passwordField('raise', t) : ''}
<button name="verb" value="raise">${t('banner.raise')}</button></form>`
		: ''
}
<p><a href="${config.basePath}${staffPath(language, '')}">${t('staff.title')}</a></p></main></body></html>`;
	return new Response(String(page), {
		status,
		headers: {
			'Content-Type': 'text/html; charset=utf-8',
			'Cache-Control': 'no-store',
			'Content-Security-Policy': policy,
		},
	});
}

/** Beside the button, so that the glass is still broken with one form. */
function passwordField(of: 'lift' | 'raise', t: Translate) {
	const id = `password-${of}`;
	return html`<label for="${id}">${t('staff.passwordForAct')}</label><input id="${id}" name="password" type="password" autocomplete="current-password" required>`;
}

/** The field of a language's text: only the default language has to have one. */
function textField(tag: Language, typed: string, language: Language) {
	const t = translator(language);
	const isDefault = tag === defaultLanguage;
	const label = isDefault
		? t('banner.zh')
		: t('banner.translation', { language: languageNameIn(language, tag) });
	const most = isDefault ? longestBannerText : longestTranslatedBanner;
	return html`<label for="${tag}">${label}</label><textarea id="${tag}" name="${tag}" rows="3" maxlength="${most}" ${isDefault ? 'required' : ''} lang="${tag}">${typed}</textarea>`;
}
