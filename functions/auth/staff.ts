import type { Role } from '../../src/domain/roles.ts';
import { lacksSecondFactor } from '../../src/domain/second-factor.ts';
import { hour } from '../../src/domain/time.ts';
import type { Auth } from './auth.ts';
import { rolesOf } from './roles.ts';

/** Who is signed in. */
export interface StaffMember {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly roles: readonly Role[];
	readonly twoFactor: boolean;
	/** The id of this session. */
	readonly session: string;
	/** When this session began with a password, or at the identity provider. */
	readonly signedInAt: Date;
}

/** The member of staff whose session a request carries. Roles are read afresh, so a change holds at once. */
export async function staffOf(auth: Auth, headers: Headers): Promise<StaffMember | undefined> {
	return (await staffSession(auth, headers))?.staff;
}

/** However much somebody works, the password is asked for once a week (OWASP ASVS 5.0, 7.3.2). */
export const longestSessionMs = 7 * 24 * hour;

interface StaffSession {
	readonly staff: StaffMember;
	/** To send when the session was prolonged: a browser forgets the old ones after 12 hours. */
	readonly cookies: readonly string[];
	/** Whether a second factor that is demanded has yet to be set up. */
	readonly lacksSecondFactor: boolean;
}

/** Who is signed in. Who has yet to set up a second factor that is demanded is not, for everything else. */
export async function staffSession(
	auth: Auth,
	headers: Headers,
	now = new Date(),
): Promise<StaffSession | undefined> {
	const session = await anyStaffSession(auth, headers, now);
	return session?.lacksSecondFactor ? undefined : session;
}

/** Who is signed in, also without a second factor that is demanded: for its set-up, and to say what is missing. */
export async function anyStaffSession(
	auth: Auth,
	headers: Headers,
	now = new Date(),
): Promise<StaffSession | undefined> {
	const answer = await auth.api.getSession({ headers, returnHeaders: true });
	if (!answer.response || answer.response.user.banned) return undefined;
	const { user, session } = answer.response;
	const { createdAt, atProvider } = session;
	// A password given here prolongs no session that began at the provider: who left the county is barred there.
	const began = atProvider ?? createdAt;
	if (now.getTime() - began.getTime() > longestSessionMs) {
		await (await auth.$context).internalAdapter.deleteSession(session.token);
		return undefined;
	}
	const staff = { ...toStaff(user), session: session.id, signedInAt: createdAt };
	return {
		staff,
		cookies: answer.headers.getSetCookie(),
		lacksSecondFactor: lacksSecondFactor(auth.secondFactorRule, {
			...staff,
			byProvider: Boolean(atProvider),
		}),
	};
}

type User = NonNullable<Awaited<ReturnType<Auth['api']['getSession']>>>['user'];

function toStaff(user: User): Omit<StaffMember, 'session' | 'signedInAt'> {
	return {
		id: user.id,
		name: user.name,
		email: user.email,
		roles: rolesOf(user),
		twoFactor: Boolean(user.twoFactorEnabled),
	};
}
