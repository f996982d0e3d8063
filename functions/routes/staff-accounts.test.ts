import { describe, expect, test } from 'vitest';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';

const store = freshSqlite();

describe('/staff/accounts/', () => {
	test('shows the link of an invitation once', async () => {
		const admin = await aPerson(staffParts(store()), ['admin']);
		await admin.signIn();
		const answer = await admin.post('/en/staff/accounts/invite/', {
			email: 'li@example.gov.cn',
			roles: 'editor',
		});
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect((await admin.shown(answer)).data).toMatchObject({
			link: {
				email: 'li@example.gov.cn',
				url: expect.stringMatching(/^http:\/\/localhost:4321\/en\/staff\/welcome\/\?token=.{43}$/),
			},
		});
		const later = await admin.shown(await admin.get('/en/staff/'));
		expect(later.data).not.toHaveProperty('link');
	});

	test('keeps what was typed when an invitation is refused', async () => {
		const admin = await aPerson(staffParts(store()), ['admin']);
		await admin.signIn();
		const answer = await admin.post('/staff/accounts/invite/', { email: 'li', roles: 'editor' });
		expect(answer.status).toBe(422);
		expect(await admin.shown(answer)).toMatchObject({
			problems: [{ code: 'wrong-format', field: 'email' }],
			values: { email: 'li', roles: 'editor' },
		});
	});

	test('disables a person, whose session ends at once', async () => {
		const admin = await aPerson(staffParts(store()), ['admin']);
		const editor = await aPerson(staffParts(store()), ['editor']);
		await admin.signIn();
		await editor.signIn();
		const form = { account: editor.staff.id };
		const answer = await admin.post('/staff/accounts/disable/', form);
		expect(answer.headers.get('location')).toBe('/staff/');
		expect((await editor.get('/staff/')).status).toBe(303);
	});

	test('protects the last administrator', async () => {
		const admin = await aPerson(staffParts(store()), ['admin']);
		await admin.signIn();
		const form = { account: admin.staff.id, roles: 'editor' };
		const answer = await admin.post('/staff/accounts/roles/', form);
		expect((await admin.shown(answer)).problems).toMatchObject([{ code: 'last-administrator' }]);
	});

	test.each(['invite', 'disable', 'enable', 'roles', 'reset-password', 'reset-two-factor'])(
		'lets administrators alone %s',
		async (verb) => {
			const publisher = await aPerson(staffParts(store()), ['editor', 'publisher', 'moderator']);
			await publisher.signIn();
			const form = { account: publisher.staff.id, email: 'li@example.gov.cn', roles: 'admin' };
			const answer = await publisher.post(`/staff/accounts/${verb}/`, form);
			expect(answer.status).toBe(403);
			expect(await publisher.shown(answer)).toMatchObject({
				problems: [{ code: 'not-allowed' }],
				data: { accounts: [] },
			});
		},
	);
});
