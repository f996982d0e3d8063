import { type Context, Hono } from 'hono';
import type { TwoFactorPageData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { qrPath } from '../../src/domain/qr.ts';
import { beginTwoFactor, completeSignIn, confirmTwoFactor } from '../auth/second-factor.ts';
import { anyStaffSession, type StaffMember } from '../auth/staff.ts';
import { auditLog } from '../store/audit.ts';
import { spentTokens } from '../store/spent-tokens.ts';
import { busySignIn, withRetryAfter } from './password-turns.ts';
import { atPassword, givePassword, headersNow } from './prove-again.ts';
import {
	formOf,
	type StaffForm,
	safeNext,
	seeOther,
	staffPath,
	trustedHeaders,
} from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** `/staff/two-factor/`: giving the second factor at sign-in, and setting it up when signed in. */
export function twoFactorRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();
	const pageFor =
		(isDemanded = false): Page =>
		(context, data, { status = 200, problems = [], next = '' } = {}) => {
			const answer = { values: { next }, problems, data: { ...data, isDemanded } };
			return parts.show(context, staffPath(language, 'two-factor/'), answer, status);
		};

	routes.get('/', async (context) => {
		const session = await anyStaffSession(parts.auth, context.req.raw.headers);
		const page = pageFor(session?.lacksSecondFactor);
		const next = safeNext(context.req.query('next')) ?? '';
		if (!session) return page(context, { step: 'sign-in' }, { next });
		return page(context, { step: session.staff.twoFactor ? 'done' : 'set-up' });
	});

	routes.post('/', async (context) => {
		const form = await formOf(context);
		const session = await anyStaffSession(parts.auth, context.req.raw.headers);
		const page = pageFor(session?.lacksSecondFactor);
		if (!session) return signIn(parts, context, { form, page, language });
		const { staff } = session;
		// Else a code alone would show the backup codes of whoever left the desk open, and could be guessed at.
		if (staff.twoFactor) return page(context, { step: 'done' });
		if (form.step === 'confirm') return confirm(parts, context, { form, page, staff });
		return begin(parts, context, { form, page, staff });
	});

	return routes;
}

type Page = (
	context: Context,
	data: Omit<TwoFactorPageData, 'isDemanded'>,
	answer?: { status?: number; problems?: readonly Problem[]; next?: string },
) => Promise<Response>;

async function signIn(
	{ auth, db, config, now }: StaffParts,
	context: Context,
	{ form, page, language }: { form: StaffForm; page: Page; language: Language },
): Promise<Response> {
	const next = safeNext(form.next);
	const needs = { auth, spent: spentTokens(db), now: now() };
	const headers = trustedHeaders(context, config);
	const result = await completeSignIn(needs, headers, form.code ?? '');
	if (result.outcome === 'signed-in') {
		return seeOther(config, next ?? staffPath(language, ''), result.cookies);
	}
	const problems = [problem(codeProblems[result.outcome], 'code')];
	const status = result.outcome === 'locked' ? 429 : 401;
	return page(context, { step: 'sign-in' }, { status, problems, next: next ?? '' });
}

const codeProblems = {
	wrong: 'wrong-code',
	used: 'used-code',
	locked: 'too-many-codes',
	expired: 'sign-in-expired',
} as const;

async function begin(
	parts: StaffParts,
	context: Context,
	{ form, page, staff }: { form: StaffForm; page: Page; staff: StaffMember },
): Promise<Response> {
	const { password = '' } = form;
	const needs = { ...parts, audit: auditLog(parts.db) };
	const proof = await givePassword(needs, context, staff, password);
	if ('problem' in proof) {
		const problems = [atPassword(proof.problem)];
		return page(context, { step: 'set-up' }, { status: proof.status, problems });
	}
	const result = await parts.passwordTurns.take(staff.id, 'staff', () =>
		beginTwoFactor(parts.auth, headersNow(context), password),
	);
	if (result === 'busy')
		return withRetryAfter(
			await page(context, { step: 'set-up' }, { status: 503, problems: [busySignIn] }),
		);
	switch (result.outcome) {
		case 'begun': {
			const { secret, uri } = result;
			return page(context, { step: 'confirm', secret, qr: qrPath(uri) });
		}
		case 'already-on':
			return page(context, { step: 'done' });
	}
}

async function confirm(
	{ auth, db, now }: StaffParts,
	context: Context,
	{ form, page, staff }: { form: StaffForm; page: Page; staff: StaffMember },
): Promise<Response> {
	const needs = { auth, spent: spentTokens(db), now: now() };
	const result = await confirmTwoFactor(needs, context.req.raw.headers, form.code ?? '');
	if (result.outcome === 'wrong') {
		const problems = [problem('wrong-code', 'code')];
		return page(context, { step: 'confirm' }, { status: 422, problems });
	}
	const event = { actor: staff.id, action: 'staff.two-factor-set-up' as const, subject: staff.id };
	await auditLog(db).append({ ...event, at: needs.now, details: {} });
	const { backupCodes } = result;
	const answer = await page(context, { step: 'done', backupCodes });
	for (const cookie of result.cookies) answer.headers.append('Set-Cookie', cookie);
	return answer;
}
