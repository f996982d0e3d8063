import { type Context, Hono } from 'hono';
import type { Language } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { completeSignIn } from '../auth/second-factor.ts';
import { anyStaffSession } from '../auth/staff.ts';
import { spentTokens } from '../store/spent-tokens.ts';
import { begin, confirm, type Page, signInAgain } from './second-factor-set-up.ts';
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
		return page(context, { step: session.staff.twoFactor ? 'done' : 'set-up' }, { next });
	});

	routes.post('/', async (context) => {
		const form = await formOf(context);
		const session = await anyStaffSession(parts.auth, context.req.raw.headers);
		const page = pageFor(session?.lacksSecondFactor);
		if (!session && isOfSetUp(form)) return signInAgain(parts, language);
		if (!session) return signIn(parts, context, { form, page, language });
		const { staff } = session;
		// Else a code alone would show the backup codes of whoever left the desk open, and could be guessed at.
		if (staff.twoFactor) return page(context, { step: 'done' });
		const setUp = { form, page, staff, language };
		return form.step === 'confirm' ? confirm(parts, context, setUp) : begin(parts, context, setUp);
	});

	return routes;
}

/** The session of who set a factor up may be over: nobody has given a code. */
function isOfSetUp({ step }: StaffForm): boolean {
	return step === 'set-up' || step === 'confirm';
}

async function signIn(
	{ auth, db, config, now }: StaffParts,
	context: Context,
	{ form, page, language }: { form: StaffForm; page: Page; language: Language },
): Promise<Response> {
	const next = safeNext(form.next);
	const needs = { auth, db, spent: spentTokens(db), now: now() };
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
