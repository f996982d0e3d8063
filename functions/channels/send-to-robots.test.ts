import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Announcement } from '../../src/domain/announcement.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { robotMessages } from '../store/robot-messages.ts';
import { parseRobot, type Robot } from './robots.ts';
import { sendToRobots } from './send-to-robots.ts';

const store = freshSqlite();
let server: Server;
let robot: Robot;
let now: Date;
let received: string[];
let errcode: number;

beforeEach(async () => {
	now = noon;
	received = [];
	errcode = 0;
	server = createServer(async (request, response) => {
		received.push(JSON.parse(await text(request)).text.content);
		response.end(JSON.stringify({ errcode, errmsg: '' }));
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : 0;
	const parsed = parseRobot(`wecom:http://localhost:${port}/send?key=K`);
	if (!parsed) throw new Error('no robot');
	robot = parsed;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

const announcement = (ref: string): Announcement => ({
	collection: 'notices',
	ref,
	revision: 1,
	kind: 'issue',
	status: 'actual',
	areas: [],
	topics: [],
	sent: noon,
	current: true,
	texts: { 'zh-CN': { title: `标题${ref}`, body: '摘要', path: `/notices/${ref}/` } },
});

async function send(): Promise<void> {
	await sendToRobots({
		messages: robotMessages(store().db),
		robots: [robot],
		siteUrl: 'https://county.example',
		fictionalMark: '【演示】',
		now: () => now,
		log: { info: () => undefined, error: () => undefined },
	});
}

test('a group of exercises hears exercises, marked, and no other group does', async () => {
	const exercise = { ...announcement('drill'), status: 'exercise' as const };
	const real = robot;
	robot = { ...robot, id: 'exercise', exercise: true };
	await robotMessages(store().db).add(exercise, [robot.id], noon);
	await robotMessages(store().db).add(announcement('real'), [robot.id], noon);
	for (let second = 0; second < 8; second += 4) {
		now = new Date(noon.getTime() + second * 1000);
		await send();
	}
	expect(received).toEqual([
		'【演练 EXERCISE】【演示】标题drill\n摘要\nhttps://county.example/notices/drill/',
	]);
	robot = real;
	await robotMessages(store().db).add(exercise, [robot.id], noon);
	await send();
	expect(received).toHaveLength(1);
});

test('a long text is said in parts, each once, also when one of them fails', async () => {
	const long = { ...announcement('long'), texts: longTexts };
	await robotMessages(store().db).add(long, [robot.id], noon);
	await send();
	errcode = -1;
	now = new Date(noon.getTime() + 3_000);
	await send();
	errcode = 0;
	for (let second = 40; second < 60; second += 4) {
		now = new Date(noon.getTime() + second * 1000);
		await send();
	}
	const [first, failed, again, ...rest] = received.map((text) => text.split('\n')[0]);
	expect([first, failed, again]).toEqual(['（1/3）', '（2/3）', '（2/3）']);
	expect(rest).toEqual(['（3/3）']);
	expect(received.at(-1)).toContain('https://county.example/notices/long/');
});

test('a service that asks for quiet is left alone, with all that waits for it', async () => {
	errcode = 45009;
	await add('a');
	await add('b');
	await send();
	errcode = 0;
	now = new Date(noon.getTime() + 59_000);
	await send();
	expect(received).toHaveLength(1);
	now = new Date(noon.getTime() + 60_000);
	await send();
	expect(received).toHaveLength(2);
});

const longTexts = {
	'zh-CN': { title: '标题long', body: '请远离河道。'.repeat(260), path: '/notices/long/' },
};

const add = (ref: string) => robotMessages(store().db).add(announcement(ref), [robot.id], noon);

test('a group hears what was announced, once, with the address of the page', async () => {
	await add('a');
	await send();
	now = atHour(1);
	await send();
	expect(received).toEqual(['【演示】标题a\n摘要\nhttps://county.example/notices/a/']);
});

test('two messages keep the distance that the service asks for', async () => {
	await add('a');
	await add('b');
	await send();
	await send();
	expect(received).toHaveLength(1);
	now = new Date(noon.getTime() + 3_000);
	await send();
	expect(received).toHaveLength(2);
});

test('an error in a polite answer is an error, and is tried again', async () => {
	errcode = -1;
	await add('a');
	await send();
	errcode = 0;
	await send();
	expect(received).toHaveLength(1);
	now = new Date(noon.getTime() + 30_000);
	await send();
	expect(received).toHaveLength(2);
	now = atHour(1);
	await send();
	expect(received).toHaveLength(2);
});
