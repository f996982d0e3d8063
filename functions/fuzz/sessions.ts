import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedText, nearly, strangeObject, strangeText } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { cases, expectSound, formBody, jsonBody } from './answers.ts';
import { signedIn } from './signed-in.ts';

/** Who is taken for one of the staff. */
export function sessionProperties(whole: () => WholePortal): void {
	const { cookie, signed } = signedIn(whole);

	describe('a session', () => {
		test('is that of its own cookie, and of no other', async () => {
			const { ask } = whole();
			const [name = '', value = ''] = cookie().split(/=(.*)/);
			const [token] = decodeURIComponent(value).split('.');
			const guess = fc.oneof(
				changedText(value).map((each) => `${name}=${each}`),
				changedText(cookie()),
				strangeText.map((each) => `${name}=${encodeURIComponent(each.toWellFormed())}`),
				fc.constantFrom(
					`${name}=${token}`,
					`${name}=${token}.`,
					`${name}=${value}%00`,
					`__Host-${cookie()}`,
				),
			);
			await fc.assert(
				fc.asyncProperty(guess, async (tried) => {
					const given = tried.replace(/[^\t\u0020-\u007e\u0080-\u00ff]/g, '');
					const answer = await ask('/api/desk/state', { headers: { cookie: given } });
					await expectSound(whole(), answer);
					if (answer.status !== 401)
						expect(decodeURIComponent(given).replaceAll(' ', '')).toContain(`${name}=${token}.`);
				}),
				cases(400),
			);
			expect((await ask('/api/desk/state', signed())).status).toBe(200);
		});

		test('begins with a password alone, whatever is sent to sign in', async () => {
			const { ask } = whole();
			const sign = { email: 'a@example.gov.cn', password: 'x', next: '/staff/' };
			const path = fc.constantFrom(
				'/staff/sign-in/',
				'/staff/two-factor/',
				'/staff/account/password/',
				'/staff/welcome/',
				'/api/auth/sign-in/email',
				'/api/auth/sign-in/social',
				'/api/auth/sign-out',
				'/api/auth/sign-up/email',
				'/api/auth/%2e%2e/desk/state',
			);
			const fields = fc.oneof(nearly(sign), strangeObject([...Object.keys(sign), 'token', 'code']));
			await fc.assert(
				fc.asyncProperty(path, fields, fc.boolean(), async (where, value, isForm) => {
					const asForm = isForm && !where.startsWith('/api/');
					const answer = await ask(where, asForm ? formBody(value) : jsonBody(value));
					await expectSound(whole(), answer);
					for (const set of answer.headers.getSetCookie())
						expect(set).not.toMatch(/session_token=[^;]{8}/);
					const location = answer.headers.get('location') ?? '/';
					expect(new URL(location, 'http://localhost:4321').origin).toBe('http://localhost:4321');
				}),
				cases(150),
			);
		});
	});
}
