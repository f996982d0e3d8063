import type { Context } from 'hono';
import type { OwnAccountData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { longestSessionMs, type StaffMember } from '../auth/staff.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { staffSessions } from '../store/staff-sessions.ts';
import { meOf } from './prove-again.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** Who asks for something about the own account. */
export interface Owner {
	readonly parts: StaffParts;
	readonly context: Context;
	readonly language: Language;
	readonly staff: StaffMember;
}

/** What the page says of what was just asked. */
interface Said {
	readonly status?: number;
	readonly problems?: readonly Problem[];
	readonly done?: NonNullable<OwnAccountData['done']>;
	readonly backupCodes?: readonly string[];
}

/** Shows the own account, also as the answer to a form on it. */
export async function showAccount(
	{ parts, context, language, staff }: Owner,
	{ status = 200, problems = [], ...said }: Said,
): Promise<Response> {
	const now = parts.now();
	const data = { ...(await dataOf(parts, staff, now)), ...said };
	const answer = { problems, me: meOf(staff, now), data };
	return parts.show(context, staffPath(language, 'account/'), answer, status);
}

async function dataOf({ db }: StaffParts, staff: StaffMember, now: Date): Promise<OwnAccountData> {
	const beganAfter = new Date(now.getTime() - longestSessionMs);
	const sessions = await staffSessions(db).of(staff.id, { now, beganAfter });
	return {
		email: staff.email,
		hasPassword: (await staffAccounts(db).passwordHash(staff.id)) !== undefined,
		twoFactor: staff.twoFactor,
		sessions: sessions.map(({ id, began, used }) => ({
			id,
			began: began.toISOString(),
			used: used.toISOString(),
			isThis: id === staff.session,
		})),
	};
}

/** What a form of the page changed is said after a GET, so that reloading sends nothing twice. */
export function accountChanged(
	{ parts, language }: Owner,
	done: NonNullable<OwnAccountData['done']>,
): Response {
	return seeOther(parts.config, `${staffPath(language, 'account/')}?done=${done}`);
}
