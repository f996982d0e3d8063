import type { DBAdapter } from 'better-auth';
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * The password once more, from who is signed in. A right one begins a new session in the place of the old one (OWASP ASVS 5.0,
 * 7.2.4). Not open over HTTP: the pages of staff call it, with their limit.
 */
export function proveAgainPlugin() {
	return {
		id: 'prove-again',
		endpoints: {
			proveAgain: createAuthEndpoint(
				'/prove-again',
				{
					method: 'POST',
					body: z.object({ password: z.string().min(1).max(1024) }),
					use: [sensitiveSessionMiddleware],
				},
				async (context) => {
					const { internalAdapter, password, session } = context.context;
					const { user } = session;
					const accounts = await internalAdapter.findAccounts(user.id);
					const hash = accounts.find(({ providerId }) => providerId === 'credential')?.password;
					if (!hash || !(await password.verify({ hash, password: context.body.password })))
						throw new APIError('FORBIDDEN');
					// On a disk that takes nothing more the password still counts, and the session goes on.
					const next = await internalAdapter
						.createSession(user.id, false, { atProvider: session.session['atProvider'] }, true)
						.catch(() => undefined);
					if (next && (await ended(context.context.adapter, session.session.token))) {
						await setSessionCookie(context, { session: next, user });
						return context.json({ session: next.id });
					}
					// Whoever pressed twice has the session of the first press.
					if (next) await internalAdapter.deleteSession(next.token);
					return context.json({ session: session.session.id });
				},
			),
		},
	};
}

/** Ends a session, and says whether it was still there. */
async function ended(adapter: Pick<DBAdapter, 'deleteMany'>, token: string): Promise<boolean> {
	const where = [{ field: 'token', value: token }];
	return (await adapter.deleteMany({ model: 'session', where })) > 0;
}
