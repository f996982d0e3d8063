import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PointLinkData, VillageLinkData } from '../../src/domain/link-answers.ts';
import type { Content, Moment } from '../../src/domain/site.ts';
import {
	atHour,
	helpPointText,
	noon,
	noticeText,
	someSettings,
	sourceOf,
} from '../../tests/builders.ts';
import { showValues } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { setHelpPoint } from '../actions/set-help-point.ts';
import { loadRenderer } from '../release/renderer.ts';
import { auditLog } from '../store/audit.ts';
import { exerciseHearers } from '../store/exercise-hearers.ts';
import { helpPointReports } from '../store/help-point-reports.ts';
import { signedLinks } from '../store/signed-links.ts';
import { vapidKeyStore } from '../store/vapid-keys.ts';
import { villageTicks } from '../store/village-ticks.ts';
import { createLinkLimit, type LinkLimit } from './link-limit.ts';
import { linkRoutes } from './links.ts';

const store = freshSqlite();
const { renderer } = await loadRenderer(process.cwd());
const minute = 60_000;

let now: Date;
let content: Content;
let limit: LinkLimit;

beforeEach(async () => {
	now = noon;
	limit = createLinkLimit();
	await publish({});
});

/** Content with a notice for 云溪镇, one for 石门乡, an exercise, and a help point; `files` come on top. */
async function publish(files: Readonly<Record<string, string>>): Promise<void> {
	content = await renderer.read(
		sourceOf({
			'notices/local.zh-CN.md': noticeText({ title: '云溪镇减少聚集' }),
			'notices/elsewhere.zh-CN.md': noticeText({ areas: '["999900201"]' }),
			'notices/drill.zh-CN.md': noticeText({ title: '演练转移', status: 'exercise' }),
			'help-points/shop.zh-CN.md': helpPointText(),
			...files,
		}),
	);
}

function app(): Hono {
	const moment: Moment = {
		now,
		release: { number: 1, at: now },
		siteUrl: 'http://localhost:4321',
		observations: {},
	};
	const { db } = store();
	return new Hono().route(
		'/',
		linkRoutes({
			signedLinks: signedLinks(db),
			reports: helpPointReports(db),
			ticks: villageTicks(db),
			onReported: async () => undefined,
			content: () => content,
			moment: async () => moment,
			renderer,
			limit,
			hearers: {
				exerciseHearers: exerciseHearers(db),
				settings: () => someSettings(),
				vapidKeys: vapidKeyStore(db),
				extraOrigins: ['https://push.example'],
				onSubscribed: () => undefined,
				now: () => now,
			},
			trustedProxies: 0,
			config: { basePath: '' },
			show: showValues,
			now: () => now,
		}),
	);
}

async function aLink(kind: 'village' | 'help-point', post = '联络员') {
	const subject = kind === 'village' ? '999900101' : 'shop';
	const about = { kind, subject, post, madeBy: 'u1', madeAt: noon, expiresAt: atHour(48) };
	const { id, secret } = await signedLinks(store().db).issue(about);
	const path = `/link/${secret}/`;
	const get = async () => {
		const answer = await app().request(path);
		return { status: answer.status, shown: (await answer.json()) as { path: string; data: never } };
	};
	const post_ = (fields: Readonly<Record<string, string>>) =>
		app().request(path, { method: 'POST', body: new URLSearchParams(fields) });
	const queue = (body: object) =>
		app().request(`${path}queue/`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
	return { id, path, get, post: post_, queue };
}

describe('a link', () => {
	test('that nobody was given opens nothing, and says nothing of links there are', async () => {
		await aLink('village');
		for (const guess of ['AAAAAAAAAAAAAAAAAAAAAAAA', 'x', '%27%20or%201=1']) {
			const answer = await app().request(`/link/${guess}/`);
			expect(answer.status).toBe(404);
		}
		const answer = await app().request('/en/link/AAAAAAAAAAAAAAAAAAAAAAAA/');
		expect(await answer.json()).toMatchObject({
			path: '/en/link/closed/',
			data: { state: 'unknown' },
		});
	});

	test.each(['expired', 'revoked'] as const)(
		'that is %s says so, and takes nothing any more',
		async (state) => {
			const link = await aLink('village');
			if (state === 'expired') now = atHour(48);
			else await signedLinks(store().db).revoke(link.id, now);
			const { status, shown } = await link.get();
			expect([status, shown.data]).toEqual([410, { state }]);
			const tick = { id: 'tick-0001', ref: 'local', what: 'played', count: 1, at: 0 };
			expect((await link.queue({ sentAt: 0, ticks: [tick] })).status).toBe(410);
			expect(await villageTicks(store().db).ofLinks([link.id])).toEqual([]);
		},
	);

	test('is neither kept by anybody nor a cookie', async () => {
		const link = await aLink('village');
		const answer = await app().request(link.path);
		expect(answer.headers.get('Cache-Control')).toBe('no-store');
		expect(answer.headers.get('Set-Cookie')).toBeNull();
	});

	test('that is asked for too often waits, and what it sent is not taken', async () => {
		limit = createLinkLimit({ perClient: 100, perLink: 2 });
		const link = await aLink('village');
		await link.get();
		await link.get();
		const late = await link.post({ id: 'tick-0001', ref: 'local', what: 'played', count: '1' });
		expect(late.status).toBe(429);
		expect(Number(late.headers.get('Retry-After'))).toBeGreaterThan(0);
		expect(await villageTicks(store().db).ofLinks([link.id])).toEqual([]);
		expect((await (await aLink('village')).get()).status).toBe(200);
	});

	test('that somebody guesses at waits for whoever guesses', async () => {
		limit = createLinkLimit({ perClient: 3, perLink: 100 });
		const statuses = [];
		for (let guess = 0; guess < 5; guess += 1)
			statuses.push((await app().request(`/link/guess-${guess}-guess-guess/`)).status);
		expect(statuses).toEqual([404, 404, 404, 429, 429]);
	});
});

describe('the page of a village', () => {
	const read = async (link: Awaited<ReturnType<typeof aLink>>) =>
		(await link.get()).shown.data as VillageLinkData;
	const tick = (what = 'played', more = {}) => ({
		id: `tick-${what}`,
		ref: 'local',
		what,
		count: '1',
		...more,
	});

	test('has what is in force in its area, and exercises marked as such', async () => {
		const { notices } = await read(await aLink('village'));
		expect(notices.map(({ notice }) => [notice.ref, notice.exercise])).toEqual([
			['local', false],
			['drill', true],
		]);
	});

	test('keeps a tick that is sent twice once, and ticks of exercises apart', async () => {
		const link = await aLink('village');
		expect((await link.post(tick())).status).toBe(303);
		await link.post(tick());
		await link.post(tick('posted', { ref: 'drill' }));
		const kept = await villageTicks(store().db).ofLinks([link.id]);
		expect(kept.map(({ ref, exercise }) => [ref, exercise])).toEqual([
			['local', false],
			['drill', true],
		]);
	});

	test('takes a tick back for ten minutes; later it is corrected', async () => {
		const link = await aLink('village');
		await link.post(tick());
		now = new Date(noon.getTime() + 9 * minute);
		expect((await read(link)).notices[0]?.ticks.played?.undoable).toBe(true);
		now = new Date(noon.getTime() + 10 * minute);
		expect((await link.post({ verb: 'undo', id: 'tick-played' })).status).toBe(422);
		expect((await read(link)).notices[0]?.ticks.played).toMatchObject({ undoable: false });
		await link.post(tick('played', { id: 'tick-correct', count: '0' }));
		expect((await read(link)).notices[0]?.ticks.played?.count).toBe(0);
	});

	test('asks the new link of a post to take down what the earlier one put up, and to undo nothing of it', async () => {
		const old = await aLink('village');
		await old.post({ id: 'tick-posted', ref: 'local', what: 'posted', count: '1' });
		await signedLinks(store().db).revoke(old.id, now);
		const link = await aLink('village');
		const rows = async () => ((await link.get()).shown.data as VillageLinkData).notices;
		const row = async () => (await rows()).find(({ notice }) => notice.ref === 'local');
		expect((await row())?.ticks.posted).toMatchObject({ count: 1, undoable: false });
		await publish({
			'notices/local.zh-CN.md': noticeText({ expires: '2026-03-14T11:00:00+08:00' }),
		});
		expect((await row())?.takeDown).toBe(true);
		await link.post({ id: 'tick-down', ref: 'local', what: 'taken-down', count: '1' });
		expect((await row())?.takeDown).toBe(false);
		const other = await aLink('village', '另一个岗位');
		const { notices } = (await other.get()).shown.data as VillageLinkData;
		expect(notices.map(({ notice }) => notice.ref)).not.toContain('local');
	});

	test.each(['', '云溪镇', 'local\r\nSet-Cookie: a=b', 'local\0'])(
		'goes back to the page after an undo that is said to be about %j',
		async (ref) => {
			const link = await aLink('village');
			await link.post(tick());
			const undone = await link.post({ verb: 'undo', id: 'tick-played', ref });
			expect([undone.status, undone.headers.get('Location')]).toEqual([303, link.path]);
		},
	);

	test('an undone tick is gone', async () => {
		const link = await aLink('village');
		await link.post(tick());
		expect((await link.post({ verb: 'undo', id: 'tick-played' })).status).toBe(303);
		expect((await read(link)).notices[0]?.ticks).toEqual({});
	});

	test.each([
		['a superseded', 'update', 'updated'],
		['a withdrawn', 'withdrawal', 'withdrawn'],
	])(
		'asks first to take %s poster down that was put up, and no other',
		async (_, lifecycle, ended) => {
			const [up, other] = [await aLink('village'), await aLink('village', '别的村')];
			await up.post(tick('posted'));
			await publish({
				'notices/next.zh-CN.md': noticeText({
					title: '新公告',
					lifecycle,
					references: '[local]',
					effective: '2026-03-14T11:00:00+08:00',
				}),
			});
			const [first] = (await read(up)).notices;
			expect(first).toMatchObject({
				takeDown: true,
				notice: { ref: 'local', ended, by: { title: '新公告' } },
			});
			expect((await read(other)).notices.map(({ notice }) => notice.ref)).not.toContain('local');
			now = new Date(noon.getTime() + minute);
			await up.post(tick('taken-down'));
			expect((await read(up)).notices.some(({ takeDown }) => takeDown)).toBe(false);
		},
	);

	test('takes over ticks that waited for a network, with the time of the tick', async () => {
		const link = await aLink('village');
		const device = 1_000_000;
		const waited = { id: 'offline-1', ref: 'local', what: 'played', count: 1, at: device };
		const gone = { ...waited, id: 'offline-2', ref: 'no-such' };
		const body = { sentAt: device + 30 * minute, ticks: [waited, gone] };
		const answer = await link.queue(body);
		expect(await answer.json()).toEqual({ kept: ['offline-1'], refused: ['offline-2'] });
		expect(await (await link.queue(body)).json()).toMatchObject({ kept: ['offline-1'] });
		const kept = await villageTicks(store().db).ofLinks([link.id]);
		expect(kept.map(({ at }) => at)).toEqual([new Date(noon.getTime() - 30 * minute)]);
	});

	test.each([
		['a number of doors that no village has', { what: 'visited', count: '99999' }],
		['something that is not ticked', { what: 'burnt', count: '1' }],
		['a notice that there is not', { what: 'played', count: '1', ref: 'no-such' }],
	])('refuses %s in words', async (_, fields) => {
		const link = await aLink('village');
		const answer = await link.post({ id: 'tick-0001', ref: 'local', ...fields });
		expect(answer.status).toBe(422);
		expect(((await answer.json()) as { problems: unknown[] }).problems).toHaveLength(1);
	});
});

describe('the page of a help point', () => {
	const reports = () => helpPointReports(store().db);
	const shown = async () => (await reports().current()).get('shop')?.state;
	const read = async (link: Awaited<ReturnType<typeof aLink>>) =>
		(await link.get()).shown.data as PointLinkData;
	const tap = (link: Awaited<ReturnType<typeof aLink>>, state: string, note = '') =>
		link.post({ id: `tap-${crypto.randomUUID()}`, state, note });

	test('takes a tap with a note from the list, and nothing written', async () => {
		const link = await aLink('help-point');
		expect((await tap(link, 'low', 'limited')).status).toBe(303);
		expect((await reports().current()).get('shop')).toMatchObject({
			state: 'low',
			note: 'limited',
		});
		now = new Date(noon.getTime() + minute);
		await tap(link, 'low', '<b>抢光了</b>');
		expect((await reports().current()).get('shop')?.note).toBeUndefined();
		expect((await tap(link, 'burnt')).status).toBe(422);
	});

	test('takes a tap back for ten minutes', async () => {
		const link = await aLink('help-point');
		await tap(link, 'closed');
		const { undo } = await read(link);
		now = new Date(noon.getTime() + 10 * minute);
		expect((await link.post({ verb: 'undo', id: undo?.id ?? '' })).status).toBe(422);
		expect((await read(link)).undo).toBeUndefined();
		now = new Date(noon.getTime() + 9 * minute);
		expect((await link.post({ verb: 'undo', id: undo?.id ?? '' })).status).toBe(303);
		expect(await shown()).toBeUndefined();
	});

	test('asks staff where a place moved, and after six taps in an hour', async () => {
		const link = await aLink('help-point');
		await tap(link, 'moved');
		expect(await shown()).toBeUndefined();
		for (const state of ['low', 'open', 'low', 'open', 'sold-out']) {
			now = new Date(now.getTime() + minute);
			await tap(link, state);
		}
		expect((await read(link)).full).toBe(true);
		now = new Date(now.getTime() + minute);
		await tap(link, 'closed');
		expect(await shown()).toBe('sold-out');
		expect((await reports().waiting()).map(({ state }) => state)).toEqual(['moved', 'closed']);
		now = atHour(2);
		await tap(link, 'open');
		expect(await shown()).toBe('open');
	});

	test('of two keepers shows whoever tapped last, and either undoes only what they tapped', async () => {
		const [one, two] = [await aLink('help-point', '早班'), await aLink('help-point', '晚班')];
		await tap(one, 'low');
		const first = (await read(one)).undo?.id ?? '';
		now = new Date(noon.getTime() + minute);
		await tap(two, 'sold-out');
		expect(await shown()).toBe('sold-out');
		expect((await two.post({ verb: 'undo', id: first })).status).toBe(422);
		await one.post({ verb: 'undo', id: first });
		expect(await shown()).toBe('sold-out');
	});

	test('gives way to staff until the next tap, and then counts again', async () => {
		const link = await aLink('help-point');
		await tap(link, 'open');
		now = new Date(noon.getTime() + minute);
		const audit = auditLog(store().db);
		const by = { id: 'u1' };
		await setHelpPoint({ reports: reports(), audit }, { ref: 'shop', state: 'closed', by, now });
		expect(await shown()).toBe('closed');
		expect((await audit.list()).map(({ action }) => action)).toEqual(['help-point.set']);
		now = new Date(noon.getTime() + 2 * minute);
		await tap(link, 'open');
		expect(await shown()).toBe('open');
	});
});
