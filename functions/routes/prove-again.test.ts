import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noticeText, yellowWarning } from '../../tests/builders.ts';
import { password } from '../../tests/staff.ts';
import { openWholePortal, type WholePortal } from '../../tests/whole-portal.ts';

let whole: WholePortal;

beforeAll(async () => {
	whole = await openWholePortal();
	// The sign-in library knows no other clock.
	whole.clock.now = new Date();
});

afterAll(() => whole?.close());

/** Somebody who may do everything, signed in so many minutes ago. */
async function signedIn(minutesAgo: number): Promise<string> {
	const cookie = await whole.signIn(['publisher', 'admin']);
	const createdAt = new Date(whole.clock.now.getTime() - minutesAgo * 60_000).toISOString();
	const [, token = ''] = /session_token=([^.;]+)/.exec(cookie) ?? [];
	await sql`update "session" set "createdAt" = ${createdAt} where "token" = ${token}`.execute(
		whole.portal.store.db,
	);
	return cookie;
}

/** How many sessions the account has that this cookie is of. */
async function sessionsOfWho(cookie: string): Promise<number> {
	const [, token = ''] = /session_token=([^.;]+)/.exec(cookie) ?? [];
	const { rows } = await sql<{ count: number }>`select count(*) as count from "session"
		where "userId" = (select "userId" from "session" where "token" = ${token})`.execute(
		whole.portal.store.db,
	);
	return Number(rows[0]?.count);
}

function post(cookie: string, path: string, fields: Readonly<Record<string, string>>) {
	const body = new URLSearchParams(fields);
	return whole.ask(path, { method: 'POST', body, headers: { cookie } });
}

const asked = '请再输一次密码';
const wrong = '密码不正确';

const acts: readonly [string, Readonly<Record<string, string>>][] = [
	['announcements/confirm', { key: 'none' }],
	['announcements/dismiss', { key: 'none' }],
	['alerts/resume', { key: 'none' }],
	['releases/rollback', { number: '999' }],
	['releases/resume', {}],
	['drafts/emergency', { collection: 'notices', ref: 'none', version: '1', reason: '山洪' }],
	['drafts/countersign', { collection: 'notices', ref: 'none', hash: 'none' }],
	['accounts/invite/', { email: 'new@example.gov.cn', roles: 'editor' }],
	['accounts/roles/', { account: 'none', roles: 'editor' }],
	['accounts/disable/', { account: 'none' }],
	['accounts/enable/', { account: 'none' }],
	['accounts/reset-password/', { account: 'none' }],
	['accounts/reset-two-factor/', { account: 'none' }],
	['banner/', { verb: 'raise', 'zh-CN': '水库泄洪，请远离河道', hours: '2' }],
	['banner/', { verb: 'lift' }],
	['recovery/purge/', { ref: 'outbreak', again: 'outbreak' }],
];

describe('what tells a county something, takes it away or changes who may', () => {
	test.each(acts)('is not done half an hour after the sign-in: %s %o', async (path, fields) => {
		const cookie = await signedIn(31);
		const before = (await whole.areas.audit.list({ limit: 1000 })).length;
		const refused = await post(cookie, `/staff/${path}`, fields);
		expect(refused.status).toBe(403);
		expect(await refused.text()).toContain(asked);
		expect(await whole.areas.audit.list({ limit: 1000 })).toHaveLength(before);
		const guessed = await post(cookie, `/staff/${path}`, { ...fields, password: 'a guess' });
		expect(guessed.status).toBe(403);
		expect(await guessed.text()).toContain(wrong);
		expect((await whole.areas.audit.list({ limit: 1000 })).at(-1)?.action).toBe(
			'staff.sign-in-refused',
		);
	});

	test.each(acts)('asks nothing of who has just signed in: %s %o', async (path, fields) => {
		const answer = await post(await signedIn(29), `/staff/${path}`, fields);
		const text = await answer.text();
		expect(text).not.toContain(asked);
		expect(answer.status).not.toBe(403);
	});

	test('goes on with the password, in a new session that the old one ends with', async () => {
		const cookie = await signedIn(31);
		const done = await post(cookie, '/staff/releases/resume', { password });
		expect(done.status).toBe(303);
		const [next = ''] = done.headers.getSetCookie().map((each) => each.split(';')[0]);
		expect(next.split('=')[0]).toBe(cookie.split('=')[0]);
		expect(next).not.toBe(cookie);
		expect((await whole.ask('/staff/', { headers: { cookie } })).status).toBe(303);
		expect((await post(next, '/staff/releases/resume', {})).status).toBe(303);
	});

	test('leaves one session where the button was pressed twice, and the browser has it', async () => {
		const cookie = await signedIn(31);
		const press = () => post(cookie, '/staff/releases/resume', { password });
		const answers = await Promise.all([press(), press()]);
		const given = answers.flatMap((answer) => answer.headers.getSetCookie());
		expect(given).toHaveLength(1);
		expect(await sessionsOfWho(given[0] ?? '')).toBe(1);
	});

	test('gives the new session also where the act fails', async () => {
		const { db } = whole.portal.store;
		const cookie = await signedIn(31);
		await sql`alter table "audit_entries" rename to "audit_entries_away"`.execute(db);
		const failed = await post(cookie, '/staff/releases/resume', { password });
		await sql`alter table "audit_entries_away" rename to "audit_entries"`.execute(db);
		expect(failed.status).toBe(500);
		const [next = ''] = failed.headers.getSetCookie();
		expect((await post(next, '/staff/releases/resume', {})).status).toBe(303);
	});

	test('counts guesses with those at the sign-in', async () => {
		const cookie = await signedIn(31);
		const headers = { cookie, 'x-forwarded-for': '192.0.2.77' };
		const guess = (typed: string) =>
			whole.ask('/staff/banner/', {
				method: 'POST',
				body: new URLSearchParams({ verb: 'lift', password: typed }),
				headers,
			});
		for (let count = 0; count < 5; count += 1) expect((await guess('a guess')).status).toBe(403);
		expect((await guess(password)).status).toBe(429);
	});
});

describe('the signature under a red draft', () => {
	const raw = noticeText({ ...yellowWarning, warningColor: 'red' });
	const statusOf = async (ref: string) => (await whole.areas.drafts.get('notices', ref))?.status;

	/** Calls the editor's protocol. */
	function edit(cookie: string, action: string, params: object) {
		const body = JSON.stringify({ branch: 'main', action, params });
		const headers = { cookie, 'content-type': 'application/json' };
		return whole.ask('/api/cms', { method: 'POST', body, headers });
	}

	/** A draft of a red warning, as a form on the staff page names it. */
	async function redDraft(ref: string) {
		const dataFiles = [{ path: `notices/${ref}.zh-CN.md`, slug: ref, raw }];
		const saved = { dataFiles, assets: [], options: { status: 'draft' } };
		const answer = await edit(await signedIn(0), 'persistEntry', saved);
		expect([answer.status, await answer.json()]).toMatchObject([200, { version: 1 }]);
		return { collection: 'notices', ref, version: '1' };
	}

	test('is not given half an hour after the sign-in, on the staff page and in the editor', async () => {
		const seen = await redDraft('red-refused');
		const cookie = await signedIn(31);
		const page = await (await whole.ask('/staff/', { headers: { cookie } })).text();
		expect(page).toContain('id="field-password-publish-notices-red-refused"');
		const refused = await post(cookie, '/staff/drafts/sign', seen);
		expect([refused.status, await refused.text()]).toEqual([
			422,
			expect.stringContaining('签发或发布红色预警前请确认是您本人'),
		]);
		const moved = {
			collection: 'notices',
			slug: 'red-refused',
			newStatus: 'pending_publish',
			expected: { version: 1 },
		};
		const dragged = await edit(cookie, 'updateUnpublishedEntryStatus', moved);
		expect([dragged.status, await dragged.text()]).toEqual([
			403,
			expect.stringContaining('sign-in-again'),
		]);
		const guessed = await post(cookie, '/staff/drafts/sign', { ...seen, password: 'a guess' });
		expect([guessed.status, await guessed.text()]).toEqual([403, expect.stringContaining(wrong)]);
		expect(await statusOf('red-refused')).toBe('draft');
	});

	test('is not given in the quick form either, which keeps what was typed and takes the password', async () => {
		const { ref, version } = await redDraft('red-quick');
		const cookie = await signedIn(31);
		const typed = { version, verb: 'publish', areas: '999900', 'zh-CN.title': '云溪镇请立即撤离' };
		const refused = await post(cookie, `/staff/quick/${ref}/`, typed);
		expect(refused.status).toBe(422);
		const text = await refused.text();
		expect(text).toContain('签发或发布红色预警前请确认是您本人');
		expect(text).toContain('>云溪镇请立即撤离</textarea>');
		expect(text).toContain('id="field-password-quick"');
		expect(await statusOf(ref)).toBe('draft');
		const [, saved = ''] = /name="version" value="(\d+)"/.exec(text) ?? [];
		const again = { ...typed, version: saved, password };
		expect((await post(cookie, `/staff/quick/${ref}/`, again)).status).toBe(303);
		expect(await statusOf(ref)).toBe('pending_publish');
	});

	test('is given with the password, or a short while after the sign-in', async () => {
		const seen = { ...(await redDraft('red-late')), password };
		expect((await post(await signedIn(31), '/staff/drafts/sign', seen)).status).toBe(303);
		expect(await statusOf('red-late')).toBe('pending_publish');
		const fresh = await redDraft('red-fresh');
		expect((await post(await signedIn(29), '/staff/drafts/sign', fresh)).status).toBe(303);
		expect(await statusOf('red-fresh')).toBe('pending_publish');
	});
});

describe('the banner', () => {
	const fields = { verb: 'raise', 'zh-CN': '水库泄洪，请远离河道', hours: '6' };

	test('keeps its text in the form when the password is wrong, and goes up with the right one', async () => {
		const cookie = await signedIn(31);
		const page = await (await whole.ask('/staff/banner/', { headers: { cookie } })).text();
		expect(page).toContain('name="password"');
		const guessed = await post(cookie, '/staff/banner/', { ...fields, password: 'a guess' });
		const text = await guessed.text();
		expect(text).toContain('>水库泄洪，请远离河道</textarea>');
		expect(text).toMatch(/value="6" selected/);
		expect(text).toContain('name="password"');
		expect(text).not.toContain('a guess');
		expect((await post(cookie, '/staff/banner/', { ...fields, password })).status).toBe(303);
		expect(await (await whole.ask('/')).text()).toContain('水库泄洪');
	});
});

test('a reason and an address that were typed stay in their forms, and the password does not', async () => {
	const cookie = await signedIn(31);
	const invited = await post(cookie, '/staff/accounts/invite/', {
		email: 'typed@example.gov.cn',
		roles: 'moderator',
		password: 'a guess',
	});
	const text = await invited.text();
	expect(text).toContain('typed@example.gov.cn');
	expect(text).toMatch(/value="moderator"[^>]* checked/);
	expect(text).not.toContain('a guess');
	expect(text).toMatch(/id="field-password-invite"[^>]*autocomplete="current-password"/);
	// Else Enter would press the first button of the account's form, which disables it.
	expect(text).toMatch(/<button type="submit" disabled hidden/);
	const purge = { ref: 'outbreak', again: 'outbreak', password: 'a guess' };
	expect(await (await post(cookie, '/staff/recovery/purge/', purge)).text()).toMatch(
		/id="again-outbreak"[^>]*value="outbreak"/,
	);
});

test('a brake asks nothing: an alert is stopped at once', async () => {
	const answer = await post(await signedIn(31), '/staff/alerts/stop', { key: 'none' });
	expect(answer.status).toBe(422);
	expect(await answer.text()).not.toContain(asked);
});

test.each([
	[
		'banner/',
		{ verb: 'raise', 'zh-CN': '水库泄洪，请远离河道', hours: '6' },
		'水库泄洪，请远离河道',
	],
	['drafts/emergency', { ref: 'flood', version: '1', reason: '山洪已到村口' }, '山洪已到村口'],
	['accounts/invite/', { email: 'typed@example.gov.cn', roles: 'editor' }, 'typed@example.gov.cn'],
])(
	'whose session has ended finds again what was typed, and no password: %s',
	async (path, fields, typed) => {
		const answer = await post('', `/staff/${path}`, { ...fields, password: 'a password' });
		expect(answer.status).toBe(401);
		const text = await answer.text();
		expect(text).toContain(typed);
		expect(text).not.toContain('a password');
	},
);
