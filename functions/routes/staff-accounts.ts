import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { type Role, roles } from '../../src/domain/roles.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { changeRoles } from '../actions/change-roles.ts';
import { disableStaff } from '../actions/disable-staff.ts';
import { enableStaff } from '../actions/enable-staff.ts';
import { inviteStaff } from '../actions/invite-staff.ts';
import { resetPassword } from '../actions/reset-password.ts';
import { resetTwoFactor } from '../actions/reset-two-factor.ts';
import { welcomeUrl } from '../auth/one-time-link.ts';
import { can } from '../auth/roles.ts';
import { type StaffMember, staffOf } from '../auth/staff.ts';
import type { StaffChangeNeeds } from '../auth/staff-change.ts';
import { auditLog } from '../store/audit.ts';
import { showInterrupted } from './interrupted.ts';
import { proveAgain } from './prove-again.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** `/staff/accounts/…/`: the forms with which administrators keep accounts. */
export function accountRoutes(parts: StaffParts, language: Language): Hono {
	const routes = new Hono();

	routes.post('/invite/', async (context) => {
		const form = await accountForm(context);
		const parsed = z.email().max(254).safeParse(form.email, { reportInput: true });
		const invite = (needs: StaffChangeNeeds, by: string): Promise<Outcome> =>
			parsed.success
				? inviteStaff(needs, { by, email: parsed.data, roles: form.roles })
				: Promise.resolve({ problems: emailProblems(parsed.error) });
		return answer(parts, context, { language, form, change: invite });
	});

	for (const verb of verbs) {
		routes.post(`/${verb}/`, async (context) => {
			const form = await accountForm(context);
			const change = (needs: StaffChangeNeeds, by: string) => changes[verb](needs, { ...form, by });
			return answer(parts, context, { language, form, change });
		});
	}

	return routes;
}

const changes = {
	disable: disableStaff,
	enable: enableStaff,
	roles: changeRoles,
	'reset-password': resetPassword,
	'reset-two-factor': resetTwoFactor,
} as const;

const verbs = Object.keys(changes) as (keyof typeof changes)[];

interface AccountForm {
	readonly account: string;
	readonly email: string;
	readonly roles: readonly Role[];
	readonly password: string;
}

/** What was typed is wrong, or what came of it. */
type Outcome =
	| { readonly problems: readonly Problem[] }
	| { readonly outcome: string; readonly email?: string; readonly token?: string };

async function accountForm(context: Context): Promise<AccountForm> {
	const body = await context.req.parseBody({ all: true });
	const { account, email, password, roles: boxes } = body;
	const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
	const chosen = [boxes].flat();
	return {
		account: text(account),
		email: text(email),
		roles: roles.filter((role) => chosen.includes(role)),
		password: typeof password === 'string' ? password : '',
	};
}

function emailProblems(error: z.ZodError): readonly Problem[] {
	return zodProblems(error).map((each) => ({ ...each, field: 'email' }));
}

async function answer(
	parts: StaffParts,
	context: Context,
	{
		language,
		form,
		change,
	}: {
		language: Language;
		form: AccountForm;
		change: (needs: StaffChangeNeeds, by: string) => Promise<Outcome>;
	},
): Promise<Response> {
	const staff = await staffOf(parts.auth, context.req.raw.headers);
	if (!staff)
		return form.email
			? showInterrupted(parts, context, language)
			: toSignIn(parts, language, staffPath(language, ''));
	const values = { account: form.account, email: form.email, roles: form.roles.join(',') };
	const again = (status: number, problems: readonly Problem[]) =>
		showHome(parts, context, { language, staff, status, problems, values });
	if (!can(staff.roles, 'manage-staff')) return again(403, [problem('not-allowed')]);
	const asked = { password: form.password, isNeeded: true };
	const proof = await proveAgain({ ...parts, audit: auditLog(parts.db) }, context, staff, asked);
	if ('problem' in proof) return again(proof.status, [proof.problem]);
	const result = await change({ db: parts.db, now: parts.now() }, staff.id);
	const problems = problemsOf(result);
	const shown = { language, staff: proof.staff, result };
	return problems.length > 0 ? again(422, problems) : done(parts, context, shown);
}

function problemsOf(result: Outcome): readonly Problem[] {
	if ('problems' in result) return result.problems;
	const refusal = refusals[result.outcome];
	return refusal ? [refusal] : [];
}

/** A link is shown at once and only once; it cannot survive a redirect without being stored. */
function done(
	parts: StaffParts,
	context: Context,
	{ language, staff, result }: { language: Language; staff: StaffMember; result: Outcome },
): Response | Promise<Response> {
	if (!('token' in result) || !result.token || !result.email) {
		return seeOther(parts.config, staffPath(language, ''));
	}
	const url = welcomeUrl(parts.config, result.token, language);
	return showHome(parts, context, { language, staff, link: { email: result.email, url } });
}

const refusals: Readonly<Record<string, Problem>> = {
	'has-account': problem('has-account', 'email'),
	'no-roles': problem('no-roles', 'roles'),
	'last-administrator': problem('last-administrator', 'account'),
	'unknown-account': problem('unknown-account', 'account'),
	'account-disabled': problem('account-disabled', 'account'),
};
