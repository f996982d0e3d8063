import { describe, expect, test } from 'vitest';
import type { TwoFactorPageData } from '../../src/domain/answers.ts';
import { password, totp } from '../../tests/staff.ts';
import { aBrowser, aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { staffOf } from '../auth/staff.ts';
import { auditLog } from '../store/audit.ts';

const store = freshSqlite();

describe('/staff/two-factor/', () => {
	async function withSecondFactor() {
		const parts = staffParts(store());
		const person = await aPerson(parts, ['editor']);
		await person.signIn();
		const begun = await person.shown(await person.post('/staff/two-factor/', { password }));
		const { secret = '' } = begun.data as TwoFactorPageData;
		const code = totp(secret, new Date());
		const done = await person.post('/staff/two-factor/', { step: 'confirm', code });
		const { backupCodes = [] } = (await person.shown(done)).data as TwoFactorPageData;
		const nextCode = () => totp(secret, new Date(Date.now() + 30_000));
		return { ...person, parts, secret, begun, backupCodes, codeOfSetUp: code, nextCode };
	}

	test('is set up with a QR code and confirmed with a code', async () => {
		const person = await withSecondFactor();
		expect(person.begun.data).toMatchObject({ step: 'confirm', qr: { size: expect.any(Number) } });
		expect(person.backupCodes).toHaveLength(10);
		const page = await person.shown(await person.get('/staff/two-factor/'));
		expect(page.data).toEqual({ step: 'done', isDemanded: false });
	});

	test('is not set up without the password', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		await person.signIn();
		const answer = await person.post('/staff/two-factor/', { password: 'not the password' });
		expect((await person.shown(answer)).problems).toMatchObject([{ code: 'wrong-password' }]);
	});

	test('is not set up by who guesses at the password of a desk left open: that is counted and leaves a trace', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		await person.signIn();
		const guess = (typed: string) => person.post('/staff/two-factor/', { password: typed });
		for (let count = 0; count < 5; count += 1) expect((await guess('a guess')).status).toBe(403);
		expect((await guess(password)).status).toBe(429);
		const last = (await auditLog(store().db).list()).at(-1);
		expect(last).toMatchObject({ action: 'staff.sign-in-refused', details: { count: 5 } });
	});

	test('is not turned on by a wrong code', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		await person.signIn();
		await person.post('/staff/two-factor/', { password });
		const answer = await person.post('/staff/two-factor/', { step: 'confirm', code: '000000' });
		expect((await person.shown(answer)).problems).toMatchObject([{ code: 'wrong-code' }]);
		const page = await person.shown(await person.get('/staff/two-factor/'));
		expect(page.data).toEqual({ step: 'set-up', isDemanded: false });
	});

	test('is set up without a fault for who presses twice, and signs in with a code afterwards', async () => {
		const person = await aPerson(staffParts(store()), ['editor']);
		await person.signIn();
		const begun = await person.shown(await person.post('/staff/two-factor/', { password }));
		const { secret = '' } = begun.data as TwoFactorPageData;
		const confirm = { step: 'confirm', code: totp(secret, new Date()) };
		const presses = [confirm, confirm].map((fields) => person.post('/staff/two-factor/', fields));
		const answers = await Promise.all(presses);
		for (const { status } of answers) expect([200, 303]).toContain(status);
		await person.post('/staff/sign-out/', {});
		await person.signIn();
		expect((await person.get('/staff/')).status).toBe(303);
		const code = totp(secret, new Date(Date.now() + 30_000));
		expect((await person.post('/staff/two-factor/', { code })).headers.get('location')).toBe(
			'/staff/',
		);
	});

	test('stands between the password and the staff page, and a code works once', async () => {
		const person = await withSecondFactor();
		await person.post('/staff/sign-out/', {});
		const code = person.nextCode();
		const asked = await person.signIn({ next: '/desk/' });
		expect(asked.headers.get('location')).toBe('/staff/two-factor/?next=%2Fdesk%2F');
		expect((await person.get('/staff/')).status).toBe(303);
		const given = await person.post('/staff/two-factor/', { code, next: '/desk/' });
		expect(given.headers.get('location')).toBe('/desk/');
		expect((await person.get('/staff/')).status).toBe(200);
		const last = (await auditLog(store().db).list()).slice(-2);
		expect(last.map(({ action }) => action)).toEqual([
			'staff.password-accepted',
			'staff.session-started',
		]);

		await person.post('/staff/sign-out/', {});
		await person.signIn();
		const replayed = await person.post('/staff/two-factor/', { code });
		expect((await person.shown(replayed)).problems).toMatchObject([{ code: 'used-code' }]);
		expect((await person.get('/staff/')).status).toBe(303);
	});

	test('does not take the code of its set-up for a sign-in', async () => {
		const person = await withSecondFactor();
		await person.post('/staff/sign-out/', {});
		await person.signIn();
		const answer = await person.post('/staff/two-factor/', { code: person.codeOfSetUp });
		expect((await person.shown(answer)).problems).toMatchObject([{ code: 'used-code' }]);
	});

	test('takes each backup code once', async () => {
		const person = await withSecondFactor();
		const [code = ''] = person.backupCodes;
		await person.post('/staff/sign-out/', {});
		await person.signIn();
		expect((await person.post('/staff/two-factor/', { code })).status).toBe(303);
		await person.post('/staff/sign-out/', {});
		await person.signIn();
		const again = await person.post('/staff/two-factor/', { code });
		expect((await person.shown(again)).problems).toMatchObject([{ code: 'wrong-code' }]);
	});

	test('shows no backup codes to who has a session and a code', async () => {
		const person = await withSecondFactor();
		const code = person.nextCode();
		const answer = await person.post('/staff/two-factor/', { step: 'confirm', code });
		expect((await person.shown(answer)).data).toEqual({ step: 'done', isDemanded: false });
	});

	test('takes no code of a window that is over', async () => {
		const person = await withSecondFactor();
		await person.post('/staff/sign-out/', {});
		await person.signIn();
		const code = totp(person.secret, new Date(Date.now() - 90_000));
		const answer = await person.post('/staff/two-factor/', { code });
		expect((await person.shown(answer)).problems).toMatchObject([{ code: 'wrong-code' }]);
		expect((await person.get('/staff/')).status).toBe(303);
	});

	test('limits guesses, also of who signs in anew for each few of them', async () => {
		const person = await withSecondFactor();
		await person.post('/staff/sign-out/', {});
		const told: (string | undefined)[] = [];
		for (let round = 0; round < 4; round += 1) {
			await person.signIn();
			for (const code of ['000000', '111111', '222222', '333333', '444444', 'abcde-fghij']) {
				const answer = await person.shown(await person.post('/staff/two-factor/', { code }));
				told.push(answer.problems?.[0]?.code);
			}
		}
		expect(told.filter((each) => each === 'wrong-code').length).toBeLessThanOrEqual(10);
		await person.signIn();
		const right = await person.post('/staff/two-factor/', { code: person.nextCode() });
		expect((await person.shown(right)).problems).toMatchObject([{ code: 'too-many-codes' }]);
	});

	test.each(['/staff/', '/staff/two-factor/', '/en/staff/', '/staff/accounts/invite/'])(
		'is not skipped with the password alone by going to %s',
		async (path) => {
			const person = await withSecondFactor();
			await person.post('/staff/sign-out/', {});
			await person.signIn();
			const { auth } = person.parts;
			const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
			expect(await staffOf(auth, new Headers({ cookie }))).toBeUndefined();
			const page = await person.get(path);
			expect(await page.text()).not.toContain(person.staff.email);
			const sent = await person.post(path, { step: 'confirm', password, email: 'a@b.example' });
			expect(await sent.text()).not.toMatch(/backupCodes|secret/);
			expect((await person.get('/staff/')).status).toBe(303);
		},
	);

	test('asks to begin again when there is no sign-in under way', async () => {
		const browser = aBrowser(staffParts(store()));
		const answer = await browser.post('/staff/two-factor/', { code: '123456' });
		expect((await browser.shown(answer)).problems).toMatchObject([{ code: 'sign-in-expired' }]);
	});
});
