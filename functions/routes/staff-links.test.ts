import { Hono } from 'hono';
import { beforeEach, describe, expect, test } from 'vitest';
import type {
	CoverageData,
	LinkSheetData,
	StaffLinksData,
	StaffPointsData,
} from '../../src/domain/link-answers.ts';
import type { Role } from '../../src/domain/roles.ts';
import type { Answer, Content } from '../../src/domain/site.ts';
import { atHour, helpPointText, noon, noticeText, sourceOf } from '../../tests/builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { loadRenderer } from '../release/renderer.ts';
import { auditLog } from '../store/audit.ts';
import { helpPointReports } from '../store/help-point-reports.ts';
import { signedLinks } from '../store/signed-links.ts';
import { villageTicks } from '../store/village-ticks.ts';
import { coverageRoutes } from './staff-coverage.ts';
import { staffLinkRoutes } from './staff-links.ts';
import { staffPointRoutes } from './staff-points.ts';

const store = freshSqlite();
const { renderer } = await loadRenderer(process.cwd());
let content: Content;

beforeEach(async () => {
	content = await renderer.read(
		sourceOf({
			'notices/local.zh-CN.md': noticeText({ title: '云溪镇减少聚集' }),
			'notices/drill.zh-CN.md': noticeText({ title: '演练转移', status: 'exercise' }),
			'notices/over.zh-CN.md': noticeText({ expires: '2026-03-14T11:00:00+08:00' }),
			'help-points/shop.zh-CN.md': helpPointText(),
		}),
	);
});

/** A member of staff at the pages around links. */
async function staffWith(role: Role) {
	const { db } = store();
	const staff = staffParts(store());
	const person = await aPerson(staff, [role]);
	await person.signIn();
	const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const shared = {
		staff,
		signedLinks: signedLinks(db),
		reports: helpPointReports(db),
		ticks: villageTicks(db),
		audit: auditLog(db),
		content: () => content,
		moment: async () => ({
			now: noon,
			release: { number: 1, at: noon },
			siteUrl: 'http://localhost:4321',
			observations: {},
		}),
		renderer,
		onReported: async () => undefined,
		now: () => noon,
	};
	const app = new Hono();
	for (const routes of [staffLinkRoutes(shared), coverageRoutes(shared), staffPointRoutes(shared)])
		app.route('/', routes);
	const ask = (path: string, fields?: Readonly<Record<string, string>>) =>
		app.request(`http://localhost:4321${path}`, {
			headers: { cookie, origin: 'http://localhost:4321' },
			...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
		});
	const shown = async (path: string, fields?: Readonly<Record<string, string>>) => {
		const answer = await ask(path, fields);
		return { status: answer.status, ...((await answer.json()) as Answer & { path: string }) };
	};
	const make = async (posts: string) => {
		const fields = { kind: 'village', area: '999900101', posts, days: '30' };
		return shown('/staff/links/make/', fields);
	};
	return { ask, shown, make, ...shared };
}

describe('links', () => {
	test.each(['editor', 'moderator', 'admin'] as const)('are not for a %s to make', async (role) => {
		const { ask } = await staffWith(role);
		expect((await ask('/staff/links/')).status).toBe(403);
		const fields = { kind: 'village', area: '999900101', posts: '村', days: '30' };
		expect((await ask('/staff/links/make/', fields)).status).toBe(403);
		expect(await signedLinks(store().db).list()).toEqual([]);
	});

	test('are made by a publisher, shown once to be printed, and in the log without their secret', async () => {
		const { make, shown, audit } = await staffWith('publisher');
		const sheet = await make('溪口村 联络员，0000-5550133\n上坞村 联络员');
		expect(sheet.path).toBe('/staff/links/sheet/');
		const { links } = sheet.data as LinkSheetData;
		expect(links.map(({ post }) => post)).toEqual(['溪口村 联络员', '上坞村 联络员']);
		const secret = links[0]?.url.split('/').at(-2) ?? '';
		expect(secret).toHaveLength(24);
		const list = (await shown('/staff/links/')).data as StaffLinksData;
		expect(list.links.map(({ state }) => state)).toEqual(['valid', 'valid']);
		const log = JSON.stringify(await audit.list({ action: 'link.made' }));
		expect(log).toContain('溪口村 联络员');
		expect(JSON.stringify(list) + log).not.toContain(secret);
	});

	test('of a post that has one are not made again; what was typed comes back', async () => {
		const { make } = await staffWith('publisher');
		await make('溪口村');
		const again = await make('上坞村\n溪口村');
		expect(again).toMatchObject({ status: 422, values: { posts: '上坞村\n溪口村' } });
		expect(again.problems).toMatchObject([{ code: 'post-has-link', values: { post: '溪口村' } }]);
		expect(await signedLinks(store().db).list()).toHaveLength(1);
	});

	test('are revoked and renewed, and the log tells of it', async () => {
		const { make, ask, shown, audit } = await staffWith('publisher');
		await make('溪口村');
		const [link] = await signedLinks(store().db).list();
		const id = link?.id ?? '';
		expect((await ask('/staff/links/revoke/', { id })).status).toBe(303);
		const list = (await shown('/staff/links/')).data as StaffLinksData;
		expect(list.links[0]?.state).toBe('revoked');
		expect((await shown('/staff/links/renew/', { id, days: '90' })).path).toBe(
			'/staff/links/sheet/',
		);
		const actions = (await audit.list({ subject: id })).map(({ action }) => action);
		expect(actions).toEqual(['link.made', 'link.revoked', 'link.renewed']);
	});
});

describe('/staff/coverage/', () => {
	test('counts what is real and what is an exercise each by itself', async () => {
		const { make, shown, ticks, signedLinks: links } = await staffWith('publisher');
		await make('溪口村');
		const [link] = await links.list();
		const about = {
			link: link?.id ?? '',
			what: 'played',
			count: 1,
			at: noon,
			receivedAt: noon,
		} as const;
		await ticks.add([{ ...about, id: 'a', ref: 'drill', exercise: true }]);
		const real = (await shown('/staff/coverage/')).data as CoverageData;
		expect(real.notices).toMatchObject([{ notice: { ref: 'local' }, villages: 1, played: 0 }]);
		const drill = (await shown('/staff/coverage/?exercise=yes')).data as CoverageData;
		expect(drill.notices).toMatchObject([{ notice: { ref: 'drill' }, played: 1 }]);
	});

	test('filters by notice and township', async () => {
		const { make, shown } = await staffWith('publisher');
		await make('溪口村');
		const counts = async (query: string) => {
			const { notices } = (await shown(`/staff/coverage/${query}`)).data as CoverageData;
			return notices.map(({ villages }) => villages);
		};
		expect(await counts('?notice=local&area=999900101')).toEqual([1]);
		expect(await counts('?area=999900201')).toEqual([]);
		expect(await counts('?notice=no-such')).toEqual([]);
	});

	test('goes on naming a poster whose link has ended, in the list and the file, until a new link says it is down', async () => {
		const { shown, ask, ticks, signedLinks: links } = await staffWith('publisher');
		const about = { kind: 'village', subject: '999900101', post: '溪口村', madeBy: 'u' } as const;
		const old = await links.issue({ ...about, madeAt: atHour(-9), expiresAt: atHour(-1) });
		const tick = { ref: 'over', count: 1, exercise: false, receivedAt: atHour(-2) } as const;
		await ticks.add([{ ...tick, link: old.id, id: 'up', what: 'posted', at: atHour(-2) }]);
		const hanging = async () => {
			const { notices } = (await shown('/staff/coverage/')).data as CoverageData;
			return notices.find(({ notice }) => notice.ref === 'over')?.hanging ?? [];
		};
		expect(await hanging()).toEqual([{ post: '溪口村', ended: true }]);
		const { id } = await links.issue({ ...about, madeAt: noon, expiresAt: atHour(9) });
		expect(await hanging()).toEqual([{ post: '溪口村', ended: false }]);
		expect(await (await ask('/staff/coverage/villages.csv?notice=over')).text()).toContain(
			'溪口村',
		);
		await ticks.add([{ ...tick, link: id, id: 'down', what: 'taken-down', at: noon }]);
		expect(await hanging()).toEqual([]);
	});

	test('as a file runs no formula in a spreadsheet', async () => {
		const { make, ask } = await staffWith('publisher');
		await make('=HYPERLINK("https://evil.example")');
		const file = await (await ask('/staff/coverage/villages.csv')).text();
		expect(file).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
		expect(file).toContain('云溪镇');
	});
});

describe('/staff/points/', () => {
	test('shows what waits, and publishes it as the word of staff or refuses it', async () => {
		const { shown, ask, reports, audit } = await staffWith('editor');
		const wish = { ref: 'shop', at: noon, by: { link: 'l1' }, waiting: true } as const;
		await reports.add({ ...wish, id: 'w1', state: 'moved' });
		await reports.add({ ...wish, id: 'w2', state: 'closed' });
		const { waiting } = (await shown('/staff/points/')).data as StaffPointsData;
		expect(waiting.map(({ state }) => state)).toEqual(['moved', 'closed']);
		await ask('/staff/points/', { verb: 'refuse', id: 'w1' });
		await ask('/staff/points/', { verb: 'take', id: 'w2' });
		expect((await reports.current()).get('shop')?.state).toBe('closed');
		expect((await audit.list({ subject: 'help-points/' })).map(({ action }) => action)).toEqual([
			'help-point.wish-refused',
			'help-point.set',
		]);
	});

	test('clears what was reported, and refuses what is no help point', async () => {
		const { ask, reports } = await staffWith('publisher');
		await ask('/staff/points/', { verb: 'set', ref: 'shop', state: 'low' });
		expect((await reports.current()).get('shop')?.state).toBe('low');
		expect(
			(await ask('/staff/points/', { verb: 'set', ref: 'no-such', state: 'low' })).status,
		).toBe(422);
	});

	test('is not for a moderator', async () => {
		const { ask } = await staffWith('moderator');
		expect((await ask('/staff/points/', { verb: 'set', ref: 'shop', state: 'low' })).status).toBe(
			403,
		);
	});
});
