import type { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { PreparedData, ReadinessData } from '../../src/domain/readiness-answers.ts';
import { noon, sourceOf } from '../../tests/builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { loadRenderer } from '../release/renderer.ts';
import { auditLog } from '../store/audit.ts';
import { exercises } from '../store/exercises.ts';
import { readinessApprovals } from '../store/readiness-approvals.ts';
import { staffReadinessRoutes } from './staff-readiness.ts';

const { renderer } = await loadRenderer(process.cwd());
const content = await renderer.read(sourceOf({}));
const store = freshSqlite();

async function aMember(role: 'publisher' | 'editor') {
	const staff = staffParts(store());
	const moment = {
		now: noon,
		release: { number: 1, at: noon },
		siteUrl: 'http://localhost:4321',
		observations: {},
	};
	const parts = {
		staff,
		renderer,
		approvals: readinessApprovals(store().db),
		exercises: exercises(store().db),
		audit: auditLog(store().db),
		content: () => content,
		moment: async () => moment,
		now: () => noon,
	};
	const person = await aPerson(staff, [role], (app: Hono) =>
		app.route('/', staffReadinessRoutes(parts)),
	);
	await person.signIn();
	const data = async (path: string) => (await person.shown(await person.get(path))).data;
	return { ...person, data };
}

const flood = '/staff/readiness/flood/';

test('a publisher approves the words that were read, and the board has them', async () => {
	const publisher = await aMember('publisher');
	const { texts } = (await publisher.data(flood)) as PreparedData;
	const script = texts.find(({ kind }) => kind === 'script');
	expect(script?.approval).toBeUndefined();
	const hash = script?.hash ?? '';
	expect((await publisher.post(flood, { kind: 'script', hash })).status).toBe(303);
	const { rows } = (await publisher.data('/staff/readiness/')) as ReadinessData;
	const row = rows.find(({ hazard }) => hazard === 'flood');
	const stateOf = (column: string) => row?.cells.find((each) => each.column === column)?.state;
	expect(stateOf('script')).toBe('present');
	expect(stateOf('poster')).toBe('missing');
});

test('words that have changed since they were read are not approved', async () => {
	const publisher = await aMember('publisher');
	const answer = await publisher.post(flood, { kind: 'script', hash: 'of-other-words' });
	expect(answer.status).toBe(409);
	expect((await publisher.shown(answer)).problems).toMatchObject([{ code: 'words-changed' }]);
});

test('an editor reads the texts and approves none', async () => {
	const editor = await aMember('editor');
	const { texts } = (await editor.data(flood)) as PreparedData;
	const [first] = texts;
	const form = { kind: first?.kind ?? '', hash: first?.hash ?? '' };
	expect((await editor.post(flood, form)).status).toBe(403);
	expect((await editor.data(flood)) as PreparedData).toMatchObject({ texts });
});

test('an exercise that was held is on the board, also when what it left was deleted', async () => {
	const editor = await aMember('editor');
	const cell = async () => {
		const { rows } = (await editor.data('/staff/readiness/')) as ReadinessData;
		const row = rows.find(({ hazard }) => hazard === 'flood');
		return row?.cells.find(({ column }) => column === 'exercise');
	};
	expect((await cell())?.state).toBe('missing');
	const all = exercises(store().db);
	await all.start({ id: 'e-1', scenario: 'flood', startedAt: noon, startedBy: 'li' });
	await all.end('e-1', noon);
	await all.keepReport('e-1', {
		lines: [
			{
				key: 'publish-1-draft',
				inject: 'first',
				step: 'publish',
				measure: 'draft',
				doneAt: noon.toISOString(),
				standing: 'in-time',
				roles: [],
			},
		],
		late: 0,
		missed: 0,
		reports: 0,
		pushes: 0,
		ticks: 0,
	});
	expect(await cell()).toMatchObject({ state: 'present', day: '2026-03-14' });
	await all.cleared('e-1', noon);
	expect((await cell())?.state).toBe('present');
});

test('there is no page for what is no hazard', async () => {
	const editor = await aMember('editor');
	expect((await editor.get('/staff/readiness/dragons/')).status).toBe(404);
});
