import { randomBytes } from 'node:crypto';
import { acceptInvitation } from '../../functions/actions/accept-invitation.ts';
import { inviteStaff } from '../../functions/actions/invite-staff.ts';
import { createPasswords } from '../../functions/auth/passwords.ts';
import { openStore } from '../../functions/store/store.ts';

/** A publisher who speaks Decap's protocol without a browser. */
export interface StaffClient {
	/** One action of the protocol; throws when it is refused. */
	cms(action: string, params: object): Promise<Record<string, unknown>>;
}

const email = 'publisher@bench.example';

/** Makes a publisher in the store of a portal that is not running, and gives the password. */
export async function makePublisher(dataDir: string, now: Date): Promise<string> {
	const store = await openStore({ dataDir, databaseUrl: undefined });
	const password = randomBytes(12).toString('base64url');
	try {
		const invited = await inviteStaff(
			{ db: store.db, now },
			{ by: 'bench', email, roles: ['publisher'] },
		);
		if (invited.outcome !== 'invited') throw new Error(invited.outcome);
		const acceptance = { token: invited.token, name: '签发人', email, password };
		await acceptInvitation({ db: store.db, passwords: createPasswords(), now }, acceptance);
	} finally {
		await store.close();
	}
	return password;
}

export async function signIn(url: string, password: string): Promise<StaffClient> {
	const answer = await fetch(`${url}/staff/sign-in/`, {
		method: 'POST',
		headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ email, password }),
		redirect: 'manual',
	});
	const cookie = answer.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
	if (answer.status !== 303 || !cookie) throw new Error(`sign-in answered ${answer.status}`);
	return {
		async cms(action, params) {
			const response = await fetch(`${url}/api/cms`, {
				method: 'POST',
				headers: { Origin: url, Cookie: cookie, 'Content-Type': 'application/json' },
				body: JSON.stringify({ branch: 'main', action, params }),
			});
			const body: unknown = await response.json();
			if (!response.ok) throw new Error(`${action}: ${response.status} ${JSON.stringify(body)}`);
			return body as Record<string, unknown>;
		},
	};
}
