import { beforeAll } from 'vitest';
import { noon } from '../../tests/builders.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';

/** Signs somebody in who may do everything, before the tests that follow. */
export function signedIn(whole: () => WholePortal) {
	let cookie = '';
	beforeAll(async () => {
		whole().clock.now = noon;
		cookie = await whole().signIn(['moderator', 'publisher', 'editor', 'admin']);
	});
	return {
		cookie: () => cookie,
		/** A request as this person sends it. */
		signed: (init: RequestInit = {}): RequestInit => ({
			...init,
			headers: { ...init.headers, cookie },
		}),
	};
}
