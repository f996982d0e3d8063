import type { Context } from 'hono';
import type { Language } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { can, type StaffAction } from '../auth/roles.ts';
import { type StaffMember, staffOf } from '../auth/staff.ts';
import { showInterrupted } from './interrupted.ts';
import { showHome, toSignIn } from './staff-home.ts';
import { type StaffPage, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** Answers who may do something; asks everyone else to sign in, or says on the staff page that it is not for them. */
export async function forStaffWho(
	parts: StaffParts,
	context: Context,
	{
		language,
		page,
		may,
	}: { readonly language: Language; readonly page: StaffPage; readonly may: StaffAction },
	answer: (staff: StaffMember) => Promise<Response>,
): Promise<Response> {
	const staff = await staffOf(parts.auth, context.req.raw.headers);
	if (!staff)
		return context.req.method === 'POST'
			? showInterrupted(parts, context, language)
			: toSignIn(parts, language, staffPath(language, page));
	if (can(staff.roles, may)) return answer(staff);
	const problems = [problem('not-allowed')];
	return showHome(parts, context, { language, staff, status: 403, problems });
}
