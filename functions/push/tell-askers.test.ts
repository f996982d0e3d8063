import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { atHour, noon, someSettings } from '../../tests/builders.ts';
import { type PushService, startPushService } from '../../tests/push-service.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { alerts } from '../store/alerts.ts';
import { items } from '../store/items.ts';
import { preparedKeys } from '../store/prepared-keys.ts';
import { pushOrigins } from '../store/push-origins.ts';
import { receiptWatches } from '../store/receipt-watches.ts';
import { reports } from '../store/reports.ts';
import { subscriptions } from '../store/subscriptions.ts';
import { vapidKeyStore } from '../store/vapid-keys.ts';
import { createSender } from './direct-sender.ts';
import { preparedSecretKey } from './secret-box.ts';
import { startSenders } from './senders.ts';
import { type AskerParts, createAskerTelling, settlingMs } from './tell-askers.ts';
import { newVapidKeys } from './vapid.ts';

const store = freshSqlite();
const logged: unknown[] = [];
const log = {
	info: (...line: unknown[]) => void logged.push(line),
	error: (...line: unknown[]) => void logged.push(line),
};
const water: PublishedResponse = {
	item: 'i-1',
	ref: 'water',
	title: '饮水正常',
	wordings: ['断水'],
	state: 'answered',
	verdict: 'false',
	corrections: 0,
	heardAt: noon,
};

let push: PushService;
let parts: AskerParts;
let look: () => Promise<void>;
let responses: PublishedResponse[];
let isOn: boolean;
let now: Date;
let round = 0;
let vapidKeyId: number;

beforeAll(async () => {
	push = await startPushService();
});

afterAll(() => push?.close());

beforeEach(async () => {
	now = noon;
	round += 1;
	responses = [];
	isOn = true;
	logged.length = 0;
	const config = {
		subject: 'mailto:portal@county.example',
		secretKey: preparedSecretKey('secret'),
		extraOrigins: [push.origin],
		ca: [await readFile(push.caFile, 'utf8')],
		initialRate: 10_000,
	};
	const origins = pushOrigins(store().db);
	const { push: setting, ...settings } = someSettings();
	const vapidKeys = vapidKeyStore(store().db);
	await vapidKeys.addFirst(newVapidKeys(), noon);
	vapidKeyId = (await vapidKeys.newest()).id;
	parts = {
		vapidKeys,
		receiptWatches: receiptWatches(store().db),
		responses: () => responses,
		senders: await startSenders(
			[(onOrigin) => createSender(config, onOrigin)],
			{ origins, log },
			() => now,
		),
		settings: () => ({ ...settings, push: { ...setting, enabled: isOn } }),
		siteUrl: 'https://county.example',
		fictionalMark: () => '【演示】',
		now: () => now,
		log,
	};
	start();
	await items(store().db).add({
		id: 'i-1',
		claim: '断水',
		state: 'unstarted',
		harm: 2,
		spread: 2,
		firstSeenAt: noon,
	});
	for (const id of ['r-1', 'r-2'])
		await reports(store().db).add({
			id,
			receiptHash: id,
			receivedAt: noon,
			language: 'zh-CN',
			channel: 'other',
			content: '今晚断水',
			contentHash: 'water',
			crisis: false,
			deleteAfter: atHour(90 * 24),
		});
	await reports(store().db).group('r-1', 'i-1');
});
afterEach(() => parts.senders.close());

/** As after a start of the portal: nothing is remembered but the store. */
function start(): void {
	look = createAskerTelling(parts, new AbortController().signal);
}

const later = (milliseconds: number) => {
	now = new Date(now.getTime() + milliseconds);
};

/** Looks, and looks again when what it saw has settled. */
async function settle(): Promise<void> {
	await look();
	later(settlingMs);
	await look();
}

/** A name that no other test has used. */
const named = (name: string) => `asker-${name}-${round}`;

async function watch(name: string, { report = 'r-1', language = 'zh-CN' as 'zh-CN' | 'en' } = {}) {
	const address = { ...push.subscription(named(name)), vapidKeyId };
	await parts.receiptWatches.save({ report, language, told: 'received', ...address });
}

const heard = (name: string) =>
	push.received(named(name)).map(({ text }) => JSON.parse(text) as Record<string, string>);
const titles = (name: string) => heard(name).map(({ title }) => title);

test('an asker hears once that there is an answer, in their language', async () => {
	await watch('amy');
	await watch('ben', { report: 'r-2', language: 'en' });
	responses = [water];
	await settle();
	await settle();
	expect(titles('amy')).toEqual(['【演示】您问的事有答复了']);
	expect(heard('ben')).toMatchObject([
		{
			title: '【演示】What you asked has an answer',
			url: 'https://county.example/en/rumors/water/',
			lang: 'en',
		},
	]);
});

test('a locked screen shows neither what was asked nor what is answered', async () => {
	await watch('amy');
	responses = [water];
	await settle();
	const [message] = heard('amy');
	expect(`${message?.['title']} ${message?.['body']}`).not.toMatch(/水|不实|water|false/i);
	expect(push.received(named('amy'))[0]?.bytes).toBe(86 + 512 + 16);
});

test('being checked, answered, corrected, checked again: each is told once and replaces the last', async () => {
	await watch('amy');
	for (const response of [
		{ ...water, state: 'checking' as const, verdict: undefined },
		water,
		{ ...water, title: '饮水一切正常' },
		{ ...water, corrections: 1 },
		{ ...water, corrections: 1, verdict: 'misleading' },
	]) {
		responses = [response];
		await settle();
		await settle();
	}
	responses = [];
	await settle();
	expect(titles('amy').map((title) => title?.replace('【演示】', ''))).toEqual([
		'您问的事正在核实',
		'您问的事有答复了',
		'您问的事，答复有变动',
		'您问的事，答复有变动',
		'您问的事正在重新核实',
	]);
	expect(new Set(heard('amy').map(({ tag }) => tag)).size).toBe(1);
	expect(new Set(heard('amy').map(({ id }) => id)).size).toBe(5);
	const [topic, ...others] = new Set(push.received(named('amy')).map((each) => each.headers.topic));
	expect([topic, others]).toEqual([heard('amy')[0]?.['tag'], []]);
});

test('what the desk alone decides leads to where the receipt is looked up', async () => {
	await watch('amy');
	await items(store().db).change('i-1', 1, { state: 'referred', referredTo: '12345' });
	await settle();
	expect(heard('amy')).toMatchObject([
		{ title: '【演示】您问的事有结果了', url: 'https://county.example/receipt/' },
	]);
});

test('what a moderator undoes at once is told to nobody', async () => {
	responses = [water];
	await watch('amy');
	await look();
	later(settlingMs - 1);
	await look();
	await reports(store().db).ungroup('r-1');
	later(settlingMs);
	await settle();
	expect(titles('amy')).toEqual([]);
});

test('two reports of one browser do not replace one another', async () => {
	await watch('amy');
	await watch('amy', { report: 'r-2' });
	responses = [water];
	await settle();
	expect(new Set(push.received(named('amy')).map((each) => each.headers.topic)).size).toBe(2);
});

test('keys are fresh for each message, and those of alerts stay where they are', async () => {
	const choices = { topics: [], areas: [], severity: 'all', language: 'zh-CN' } as const;
	const alertSubscriptions = subscriptions(store().db);
	const address = { ...push.subscription(named('amy')), vapidKeyId };
	await alertSubscriptions.save({ ...address, ...choices }, noon);
	const [subscription] = await alertSubscriptions.after(0, 9);
	const pairs = preparedKeys(store().db);
	await pairs.put([{ seq: subscription?.seq ?? 0, pair: new Uint8Array(9) }]);
	await watch('amy');
	responses = [water];
	await settle();
	responses = [{ ...water, verdict: 'true' }];
	await settle();
	expect(new Set(push.received(named('amy')).map(({ senderKey }) => senderKey)).size).toBe(2);
	expect(await pairs.count()).toBe(1);
	expect(await alerts(store().db, 'sqlite').latest(9)).toEqual([]);
});

describe('a push service', () => {
	test.each([404, 410] as const)('that answers %i ends the watch', async (status) => {
		await watch('amy');
		push.answer(named('amy'), { status });
		responses = [water];
		await settle();
		expect(await parts.receiptWatches.all()).toEqual([]);
	});

	test('that fails is asked again after growing waits, until the report is forgotten', async () => {
		await watch('amy');
		push.answer(named('amy'), { status: 413 });
		responses = [water];
		await settle();
		const waits: number[] = [];
		for (let tries = 2; tries < 8; tries += 1) {
			const from = now.getTime();
			const [waiting] = await parts.receiptWatches.all();
			now = waiting?.dueAt ?? now;
			waits.push(now.getTime() - from);
			await look();
			expect(heard('amy')).toHaveLength(tries);
		}
		expect(waits).toEqual(waits.toSorted((a, b) => a - b));
		await reports(store().db).forget(atHour(90 * 24));
		later(settlingMs * 1000);
		await settle();
		expect(heard('amy')).toHaveLength(7);
	});

	test('that is paused is left alone, and asked when the pause is over', async () => {
		await watch('amy');
		push.answerNext(1, { status: 429, retryAfterSeconds: 3600 });
		responses = [water];
		await settle();
		later(60_000);
		await look();
		expect(heard('amy')).toEqual([]);
		expect(await parts.receiptWatches.all()).toHaveLength(1);
	});
});

test('a sender that is killed leaves at most a silent repeat', async () => {
	await watch('amy');
	responses = [water];
	const { setTold } = parts.receiptWatches;
	const killed = async () => {
		throw new Error('killed');
	};
	parts = { ...parts, receiptWatches: { ...parts.receiptWatches, setTold: killed } };
	start();
	await settle();
	parts = { ...parts, receiptWatches: { ...parts.receiptWatches, setTold } };
	start();
	await settle();
	expect(heard('amy')).toHaveLength(1);
	later(120_000);
	await settle();
	await settle();
	expect(heard('amy')).toHaveLength(2);
	expect(heard('amy')[0]).toEqual(heard('amy')[1]);
});

test('nothing is sent while push is off, and what is new is sent when it is on again', async () => {
	await watch('amy');
	responses = [water];
	isOn = false;
	await settle();
	expect(heard('amy')).toEqual([]);
	isOn = true;
	await settle();
	expect(heard('amy')).toHaveLength(1);
});

test('no address is in a log', async () => {
	await watch('amy');
	await watch('ben');
	push.answer(named('ben'), { status: 500 });
	responses = [water];
	await settle();
	expect(JSON.stringify(logged)).not.toContain('/push/');
});
