import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { WelcomePageData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { type AcceptOutcome, acceptInvitation } from '../actions/accept-invitation.ts';
import { passwordLength } from '../auth/passwords.ts';
import { type Invitation, type InvitationPurpose, invitations } from '../store/invitations.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { busySignIn, withRetryAfter } from './password-turns.ts';
import { formOf, seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

const password = z.string().min(1).max(1024);
const schemas = {
	'first-administrator': z.object({
		name: z.string().trim().min(1).max(80),
		email: z.email().max(254),
		password,
	}),
	invitation: z.object({
		name: z.string().trim().min(1).max(80),
		email: z.string().catch(''),
		password,
	}),
	reset: z.object({ name: z.string().catch(''), email: z.string().catch(''), password }),
} as const satisfies Record<InvitationPurpose, z.ZodType>;

/** `/staff/welcome/`: what a one-time link opens. Looking at it uses nothing up, so a preview in a chat does no harm. */
export function welcomeRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();

	routes.get('/', async (context) => {
		const token = context.req.query('token') ?? '';
		return show(parts, context, { language, token, status: 200, problems: [], values: {} });
	});

	routes.post('/', async (context) => {
		const form = await formOf(context);
		const { token = '', name = '', email = '' } = form;
		const again = (status: number, problems: readonly Problem[]) =>
			show(parts, context, { language, token, status, problems, values: { name, email } });
		const invitation = await invitations(parts.db).find(token, parts.now());
		if (!invitation) return again(410, []);
		const parsed = schemas[invitation.purpose].safeParse(form, { reportInput: true });
		if (!parsed.success) return again(422, zodProblems(parsed.error));
		if (form.again !== form.password) {
			return again(422, [problem('passwords-differ', 'again')]);
		}
		const { db, passwords } = parts;
		const needs = { db, passwords, portalNames: portalNames(parts), now: parts.now() };
		const accepted = await parts.passwordTurns.take(token, 'staff', () =>
			acceptInvitation(needs, { token, ...parsed.data }),
		);
		if (accepted === 'busy') return withRetryAfter(await again(503, [busySignIn]));
		const problems = refusals(accepted.outcome);
		if (problems) return again(422, problems);
		return seeOther(parts.config, staffPath(language, 'sign-in/'));
	});

	return routes;
}

/** What stands on every page, and in its address. */
export function portalNames({ config, settings }: StaffParts): readonly string[] {
	const names = Object.values(settings().name).filter((name) => name !== undefined);
	return [...names, new URL(config.siteUrl).hostname];
}

function refusals(outcome: AcceptOutcome['outcome']): readonly Problem[] | undefined {
	switch (outcome) {
		case 'account-made':
		case 'password-set':
			return undefined;
		case 'no-such-link':
			return [];
		case 'weak-password':
			return [problem('weak-password', 'password', passwordLength)];
		case 'guessable-password':
			return [problem('guessable-password', 'password')];
		case 'has-account':
			return [problem('has-account', 'email')];
	}
}

async function show(
	parts: StaffParts,
	context: Context,
	again: {
		readonly language: Language;
		readonly token: string;
		readonly status: number;
		readonly problems: readonly Problem[];
		readonly values: Readonly<Record<string, string>>;
	},
): Promise<Response> {
	const { language, token, problems, values } = again;
	const invitation = await invitations(parts.db).find(token, parts.now());
	const data = await welcomeData(parts, token, invitation);
	const answer = { values, problems, data };
	const status = invitation ? again.status : 410;
	return parts.show(context, staffPath(language, 'welcome/'), answer, status);
}

/** An empty address asks for one. The purpose tells whether a name is asked for. */
async function welcomeData(
	{ db }: StaffParts,
	token: string,
	invitation: Invitation | undefined,
): Promise<WelcomePageData & { readonly purpose?: InvitationPurpose }> {
	if (!invitation) return { token, email: '', valid: false };
	const { purpose, subject } = invitation;
	const account = purpose === 'reset' ? await staffAccounts(db).find(subject) : undefined;
	return {
		token,
		email: account?.email ?? (purpose === 'reset' ? '' : subject),
		valid: true,
		purpose,
	};
}
