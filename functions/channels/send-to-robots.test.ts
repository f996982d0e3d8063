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
	errcode = 45009;
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
