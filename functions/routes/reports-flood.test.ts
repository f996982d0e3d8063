import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { someSettings } from '../../tests/builders.ts';
import { intakeParts } from '../../tests/intake-parts.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { createCapacity, roomFor, roomForCalls } from '../intake/capacity.ts';
import { items } from '../store/items.ts';
import { makeRoom } from '../store/make-room.ts';
import { keptInFull } from '../store/report-copies.ts';
import { reports } from '../store/reports.ts';
import type { ReportParts } from './report-parts.ts';
import { reportRoutes } from './reports.ts';

const store = freshSqlite();
let now = new Date();

function aPortal(changes: Partial<ReportParts> = {}) {
	const { db } = store();
	now = new Date();
	const parts: ReportParts = {
		reports: reports(db),
		...intakeParts(db),
		items: items(db),
		responses: () => [],
		settings: () => someSettings(),
		matcher: {
			suggest: () => [],
			differences: () => [],
			isSameClaim: () => true,
			answerTo: () => undefined,
		},
		show: async (_context, path, answer, status) => Response.json({ path, ...answer }, { status }),
		now: () => now,
		...changes,
	};
	const app = new Hono().route('/', reportRoutes(parts));
	return async (body: Readonly<Record<string, string>>, address = '10.0.0.1') =>
		app.request('/', {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
			body: JSON.stringify({ channel: 'other', matched: 'yes', ...body }),
		});
}

/** A challenge that was worked on, as a browser has it half a minute after it opened the form. */
async function proofOf(parts: Pick<ReportParts, 'proofs'>): Promise<string> {
	const challenge: Challenge = await parts.proofs.challenge(new Date(now.getTime() - 30_000), 1);
	const solution = await solveChallenge({ challenge, deriveKey });
	return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

const queue = () => reports(store().db).waiting(20_000);
const standingOf = async (content: string) =>
	(await queue()).find((each) => each.content === content)?.standing;

async function flood(
	send: ReturnType<typeof aPortal>,
	count: number,
	body: (index: number) => Readonly<Record<string, string>>,
	address: (index: number) => string = () => '10.0.0.1',
): Promise<Set<number>> {
	const statuses = new Set<number>();
	for (let from = 0; from < count; from += 200) {
		const some = Array.from({ length: Math.min(200, count - from) }, (_, index) => from + index);
		const answers = await Promise.all(some.map((index) => send(body(index), address(index))));
		for (const { status } of answers) statuses.add(status);
	}
	return statuses;
}

const another = (index: number) => ({ content: `云溪镇第${index}户说今晚要停水` });
const fromAnywhere = (index: number) => `${index >> 16}.${(index >> 8) & 255}.${index & 255}.9`;

describe('a flood', () => {
	test('from one address is stored, and those in between who did the work keep their place', async () => {
		const parts = intakeParts(store().db);
		const send = aPortal(parts);
		await flood(send, 1000, another);
		await send({ content: '邻村也停水了吗', altcha: await proofOf(parts) }, '10.9.9.9');
		expect(await flood(send, 1000, (index) => another(index + 1000))).toEqual(new Set([201]));
		const [first] = await queue();
		expect(first?.content).toBe('邻村也停水了吗');
		expect(await standingOf('云溪镇第1999户说今晚要停水')).toBe('suspect');
		expect(await queue()).toHaveLength(2001);
	});

	test('from one address leaves its neighbors who did the work before it', async () => {
		const parts = intakeParts(store().db);
		const send = aPortal(parts);
		await flood(send, 200, another);
		await send({ content: '我也在这个村', altcha: await proofOf(parts) });
		const [first] = (await queue()).filter(({ content }) => content === '我也在这个村');
		expect(first?.standing).toBe('unproven');
		expect(await standingOf('云溪镇第199户说今晚要停水')).toBe('suspect');
	});

	test('from ten thousand addresses is stored, and who did the work is read first', async () => {
		const parts = intakeParts(store().db);
		const send = aPortal(parts);
		expect(await flood(send, 10_000, another, fromAnywhere)).toEqual(new Set([201]));
		await send({ content: '这是真的吗，县医院停诊', altcha: await proofOf(parts) }, '10.9.9.9');
		const waiting = await queue();
		expect(waiting[0]?.content).toBe('这是真的吗，县医院停诊');
		expect(waiting).toHaveLength(10_001);
	}, 120_000);

	test('of calls for help is read first, those who did the work before the others', async () => {
		const parts = intakeParts(store().db);
		const send = aPortal(parts);
		await flood(send, 100, (index) => ({ content: `第${index}次说不想活了` }), fromAnywhere);
		await send({ content: '真的撑不住，不想活了', altcha: await proofOf(parts) }, '10.9.9.9');
		await send({ content: '停水了吗', altcha: await proofOf(parts) }, '10.9.9.9');
		const waiting = await queue();
		expect(waiting[0]?.content).toBe('真的撑不住，不想活了');
		expect(waiting.at(-1)?.content).toBe('停水了吗');
	});

	test('of calls for help from one address stands behind those of others, and each is still taken', async () => {
		const send = aPortal();
		const calls = (index: number) => ({ content: `第${index}次说不想活了` });
		expect(await flood(send, 250, calls)).toEqual(new Set([201]));
		await send({ content: '我撑不住了，不想活了' }, '10.9.9.9');
		const waiting = await queue();
		expect(waiting).toHaveLength(251);
		expect(await standingOf('第249次说不想活了')).toBe('suspect');
		expect(await standingOf('我撑不住了，不想活了')).toBe('unproven');
		expect(waiting.at(-1)?.standing).toBe('suspect');
	});

	test('that fills all room makes room for calls for help itself, the oldest of it first and calls last', async () => {
		const { db } = store();
		let isFull = false;
		const capacity = createCapacity({
			stored: async () => (isFull ? roomForCalls : 0),
			makeRoom: (most) => makeRoom(db, Math.min(most, 1)),
		});
		const send = aPortal({ ...intakeParts(db), capacity });
		const advertising = (name: string) => ({ content: `联系微信${name}帮大家追回损失退款` });
		await send({ content: '今晚停水吗' });
		for (const name of ['wong7609', 'wong7610', 'wong7611']) await send(advertising(name));
		isFull = true;
		now = new Date(now.getTime() + 120_000);
		for (const day of ['一', '二', '三', '四'])
			expect((await send({ content: `第${day}天不想活了` })).status).toBe(201);
		const left = (await queue()).map(({ content }) => content);
		expect(left.sort()).toEqual(
			['今晚停水吗', '第二天不想活了', '第三天不想活了', '第四天不想活了'].sort(),
		);
	});

	test('beyond what the disk has room for is told so, and a call for help is still taken', async () => {
		let stored = roomFor.suspect;
		const parts = intakeParts(store().db);
		const makeRoom = async () => 0;
		const capacity = createCapacity({ stored: async () => stored, makeRoom });
		const send = aPortal({ ...parts, capacity });
		const advertising = { content: '我追回了损失，联系微信wong7609帮大家退款' };
		const refused = await send(advertising);
		expect(refused.status).toBe(503);
		expect(await refused.json()).toMatchObject({
			problems: [{ code: 'reports-full', values: { phone: '0000-5550100' } }],
		});
		expect((await send({ content: '今晚停水吗' })).status).toBe(201);
		now = new Date(now.getTime() + 120_000);
		stored = roomFor.unproven;
		expect((await send({ content: '今晚停水吗？' })).status).toBe(503);
		expect((await send({ content: '不想活了' })).status).toBe(201);
		const proven = { content: '今晚停水吗', altcha: await proofOf(parts) };
		expect((await send(proven, '10.9.9.9')).status).toBe(201);
	});
});

describe('one text', () => {
	test('in five hundred wordings is stored in each of them', async () => {
		const send = aPortal();
		const wordings = (index: number) => ({
			content: `今晚${'！'.repeat(1 + (index % 25))}${index % 2 ? '全县' : '整个县'}零点${' '.repeat(index % 7)}封城，转发给${index}个人`,
		});
		expect(await flood(send, 500, wordings, fromAnywhere)).toEqual(new Set([201]));
		expect(await queue()).toHaveLength(500);
	});

	test('that differs in signs and spaces alone is kept a bounded number of times', async () => {
		const send = aPortal();
		const same = (index: number) => ({
			content: `今晚零点${' '.repeat(index % 9)}封城${'！'.repeat(index % 20)}\u200b快转发`,
		});
		await flood(send, 500, same, fromAnywhere);
		const waiting = await queue();
		expect(waiting.length).toBeLessThan(keptInFull + 201);
		expect(waiting.reduce((sum, { copies }) => sum + 1 + copies, 0)).toBe(500);
	});
});

describe('work that was done', () => {
	test('for one report is not taken for a second', async () => {
		const parts = intakeParts(store().db);
		const send = aPortal(parts);
		const altcha = await proofOf(parts);
		await send({ content: '第一条是真的吗', altcha });
		await send({ content: '第二条是真的吗', altcha }, '10.9.9.9');
		expect(await standingOf('第一条是真的吗')).toBe('proven');
		expect(await standingOf('第二条是真的吗')).toBe('unproven');
	});

	test('that is forged is stored further back, and not refused', async () => {
		const send = aPortal();
		const answer = await send({ content: '伪造的也收下', altcha: 'bm90IGEgcHJvb2Y=' });
		expect(answer.status).toBe(201);
		expect(await standingOf('伪造的也收下')).toBe('unproven');
	});
});

test('a "debunk" that carries a chat account waits last, whatever work was done for it', async () => {
	const parts = intakeParts(store().db);
	const send = aPortal(parts);
	const content = '【官方辟谣】网传封城不实，如需帮助请加微信：helper2026';
	await send({ content, altcha: await proofOf(parts) });
	const [only] = await queue();
	expect(only?.standing).toBe('suspect');
	expect(only?.content).not.toContain('helper2026');
});

test('no address is stored', async () => {
	const send = aPortal();
	await send({ content: '今晚停水吗' }, '203.0.113.77');
	const rows = await store().db.selectFrom('reports').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain('203.0.113');
});
