import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import webPush from 'web-push';
import type { Announcement } from '../../src/domain/announcement.ts';
import type { QuietHours } from '../../src/domain/quiet-hours.ts';
import type { SeverityChoice } from '../../src/domain/severity-choice.ts';
import { anAnnouncement, atHour, noon, someSettings } from '../../tests/builders.ts';
import { type PushService, startPushService } from '../../tests/push-service.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { alerts } from '../store/alerts.ts';
import { exerciseHearers } from '../store/exercise-hearers.ts';
import { settle } from '../store/outcome-masks.ts';
import { preparedKeys } from '../store/prepared-keys.ts';
import { pushOrigins } from '../store/push-origins.ts';
import { subscriptions } from '../store/subscriptions.ts';
import { vapidKeyStore } from '../store/vapid-keys.ts';
import { createSender, type SenderConfig } from './direct-sender.ts';
import { prepareAhead } from './prepare-ahead.ts';
import { preparedSecretKey } from './secret-box.ts';
import { type AlertParts, sendAlerts as send } from './send-alerts.ts';
import { startSenders } from './senders.ts';

const store = freshSqlite();
const keys = webPush.generateVAPIDKeys();
const announcement = anAnnouncement({
	areas: ['999900101'],
	topics: ['health'],
	texts: { 'zh-CN': { title: '云溪镇请减少聚集', body: '请戴口罩。', path: '/notices/n-1/' } },
});
const key = 'notices/n-1/1/issue';

let push: PushService;
let parts: AlertParts;
let config: SenderConfig;
let now: Date;
let round = 0;

beforeAll(async () => {
	push = await startPushService();
});

afterAll(async () => {
	await push?.close();
	// Whatever services answered here, an endpoint is a secret address.
	expect(logged.length).toBeGreaterThan(0);
	expect(logged.filter((line) => line.includes('/push/'))).toEqual([]);
});

beforeEach(async () => {
	now = noon;
	round += 1;
	config = {
		subject: 'mailto:portal@county.example',
		secretKey: preparedSecretKey('secret'),
		extraOrigins: [push.origin],
		ca: [await readFile(push.caFile, 'utf8')],
		initialRate: 10_000,
	};
	const vapidKeys = vapidKeyStore(store().db);
	await vapidKeys.addFirst(keys, noon);
	parts = {
		alerts: alerts(store().db, 'sqlite'),
		subscriptions: subscriptions(store().db),
		exerciseHearers: exerciseHearers(store().db),
		preparedKeys: preparedKeys(store().db),
		vapidKeys,
		senders: await sendersWith(config),
		settings: () => someSettings(),
		siteUrl: 'https://county.example',
		fictionalMark: '',
		now: () => now,
		log,
	};
});
afterEach(() => parts.senders.close());

const logged: string[] = [];
const keep = (message: string, about?: object) =>
	void logged.push(`${message} ${JSON.stringify(about)}`);
const log = { info: keep, error: keep };

/** Two senders, as on a machine with two cores. */
function sendersWith(each: SenderConfig) {
	const make: Parameters<typeof startSenders>[0][number] = (onOrigin) =>
		createSender(each, onOrigin);
	return startSenders([make, make], { origins: pushOrigins(store().db), log }, () => now);
}

const sendAlerts = (those: AlertParts) => send(those, new AbortController().signal);

/** A name that no other test has used, so that what arrived is of this test. */
const named = (name: string) => `${name}-${round}`;

async function subscribe(
	name: string,
	choices: {
		topics?: string[];
		areas?: string[];
		severity?: SeverityChoice;
		quiet?: QuietHours;
	} = {},
) {
	const subscription = {
		...push.subscription(named(name)),
		language: 'zh-CN' as const,
		topics: [],
		areas: [],
		severity: 'all' as const,
		vapidKeyId: (await parts.vapidKeys.all())[0]?.id ?? 0,
		...choices,
	};
	await parts.subscriptions.save(subscription, noon);
}

const begin = () => parts.alerts.begin(announcement, { at: noon, deadline: atHour(24) });
const count = (name: string) => push.received(named(name)).length;
const isOfThisTest = ({ subscription }: { subscription: string }) =>
	subscription.endsWith(`-${round}`) || subscription === 'there';

test('each subscription gets one message, and sending again sends nothing', async () => {
	await subscribe('a');
	await subscribe('b');
	await begin();
	await sendAlerts(parts);
	await sendAlerts(parts);
	expect([count('a'), count('b')]).toEqual([1, 1]);
	expect(await parts.alerts.counts(key)).toMatchObject({ total: 2, delivered: 2, pending: 0 });
	expect((await parts.alerts.get(key))?.state).toBe('done');
});

test('only those who asked for the topic and the area are told', async () => {
	await subscribe('everything');
	await subscribe('county', { areas: ['999900'] });
	await subscribe('yunxi', { areas: ['999900101'], topics: ['health'] });
	await subscribe('shimen', { areas: ['999900201'] });
	await subscribe('school', { topics: ['school'] });
	await begin();
	await sendAlerts(parts);
	expect(['everything', 'county', 'yunxi', 'shimen', 'school'].map(count)).toEqual([1, 1, 1, 0, 0]);
});

describe('of warnings of a color', () => {
	const choices = ['all', 'yellow', 'orange', 'red'] as const;
	const tell = async (changes: Partial<Announcement>) => {
		await parts.alerts.begin({ ...announcement, ...changes }, { at: noon, deadline: atHour(24) });
		await sendAlerts(parts);
	};
	beforeEach(async () => {
		for (const severity of choices) await subscribe(severity, { severity });
	});

	test.each([
		['red', [1, 1, 1, 1]],
		['orange', [1, 1, 1, 0]],
		['yellow', [1, 1, 0, 0]],
		['blue', [1, 0, 0, 0]],
		[undefined, [1, 0, 0, 0]],
	] as const)('%s hear who chose it or less', async (warningColor, heard) => {
		await tell({ warningColor });
		expect(choices.map(count)).toEqual(heard);
	});

	test('that are lowered hear who was told of the graver one', async () => {
		await tell({ warningColor: 'yellow', severity: 'Extreme', kind: 'update' });
		expect(choices.map(count)).toEqual([1, 1, 1, 1]);
	});

	test('the end reaches everyone who was told, whatever they chose since, and nobody else', async () => {
		await tell({ warningColor: 'yellow' });
		await subscribe('yellow', { severity: 'red', topics: ['school'] });
		await tell({ ref: 'n-2', kind: 'lift', severity: 'Minor', hearersOf: ['n-1'] });
		expect(choices.map(count)).toEqual([2, 2, 0, 0]);
	});

	test('the end is told once to who was told twice', async () => {
		await tell({ warningColor: 'yellow' });
		await tell({ ref: 'n-2', kind: 'update', warningColor: 'yellow' });
		await tell({
			ref: 'n-3',
			kind: 'withdrawal',
			warningColor: 'yellow',
			hearersOf: ['n-1', 'n-2'],
		});
		expect(choices.map(count)).toEqual([3, 3, 0, 0]);
	});
});

test('a message has a button that leads to where alerts are turned off', async () => {
	await subscribe('a');
	await begin();
	await sendAlerts(parts);
	expect(JSON.parse(push.received(named('a'))[0]?.text ?? '').manage).toEqual({
		title: '更改或关闭提醒',
		url: 'https://county.example/subscribe/#push',
	});
});

test('all texts of one alert have one length on the wire, whatever they say', async () => {
	await subscribe('a');
	await begin();
	await sendAlerts(parts);
	expect(push.received(named('a'))[0]?.bytes).toBe(86 + 512 + 16);
});

describe('after a crash', () => {
	test('only the unconfirmed part is sent again, under the same topic', async () => {
		for (const name of ['a', 'b', 'c']) await subscribe(name);
		await begin();
		await parts.alerts.cut(
			key,
			{ after: 0, upTo: 9 },
			await parts.subscriptions.after(0, 10),
			noon,
		);
		await parts.alerts.finishCutting(key, noon);
		const batch = await parts.alerts.claim(noon, atHour(0.01));
		if (!batch) throw new Error('a batch was due');
		settle(batch.masks, 0, 'delivered');
		await parts.alerts.saveResults(batch, batch, atHour(0.01));
		now = atHour(1);
		await sendAlerts(parts);
		expect(['a', 'b', 'c'].map(count).sort()).toEqual([0, 1, 1]);
		expect(await parts.alerts.counts(key)).toMatchObject({ total: 3, delivered: 3 });
	});

	test('cutting goes on where it stopped, and nobody is in two batches', async () => {
		for (const name of ['a', 'b', 'c']) await subscribe(name);
		const [first] = await parts.subscriptions.after(0, 1);
		await begin();
		if (first) await parts.alerts.cut(key, { after: 0, upTo: first.seq }, [first], noon);
		await sendAlerts(parts);
		expect(['a', 'b', 'c'].map(count)).toEqual([1, 1, 1]);
	});
});

describe('a push service that answers', () => {
	test('"gone" loses the subscription, and it is accounted for', async () => {
		await subscribe('gone');
		push.answer(named('gone'), { status: 410 });
		await begin();
		await sendAlerts(parts);
		expect(await parts.subscriptions.count()).toBe(0);
		expect(await parts.alerts.counts(key)).toMatchObject({ gone: 1, pending: 0 });
	});

	test('"too many" is asked again later, and blames nobody', async () => {
		await subscribe('busy');
		push.answer(named('busy'), { status: 429, retryAfterSeconds: 1 });
		await parts.alerts.begin(announcement, { at: noon, deadline: atHour(20_000) });
		await sendAlerts(parts);
		expect(await parts.alerts.counts(key)).toMatchObject({ pending: 1 });
		expect([...parts.senders.paused(noon).keys()]).toEqual([push.origin]);
		push.answer(named('busy'), { status: 201 });
		// Pauses are of the time of day, which is later than that of these tests.
		now = atHour(10_000);
		await expect
			.poll(() => sendAlerts(parts).then(() => parts.alerts.counts(key)))
			.toMatchObject({ delivered: 1 });
	});

	test('"forbidden" is our fault: no subscription is deleted', async () => {
		await subscribe('ours');
		push.answer(named('ours'), { status: 403 });
		await begin();
		await sendAlerts(parts);
		expect(await parts.subscriptions.count()).toBe(1);
		expect(await parts.alerts.counts(key)).toMatchObject({ pending: 1 });
	});

	test('"forbidden" to one while it takes the others is the fault of that one, and starves nobody', async () => {
		await subscribe('foreign');
		push.answer(named('foreign'), { status: 403 });
		for (let each = 0; each < 300; each += 1) await subscribe(`good-${each}`);
		await begin();
		await sendAlerts(parts);
		now = atHour(1);
		await sendAlerts(parts);
		expect(await parts.alerts.counts(key)).toMatchObject({
			delivered: 300,
			refused: 1,
			pending: 0,
		});
	});

	test('never, until it is too late, ends as expired', async () => {
		await subscribe('late');
		push.answer(named('late'), { status: 503 });
		await begin();
		await sendAlerts(parts);
		now = atHour(25);
		await sendAlerts(parts);
		expect(await parts.alerts.counts(key)).toMatchObject({ expired: 1, pending: 0 });
	});
});

describe('in the quiet hours of a subscriber', () => {
	const quiet = { from: 12, until: 14 };
	const start = async (changes: Partial<Announcement> = {}, hours = 24) => {
		const times = { at: now, deadline: atHour(hours) };
		await parts.alerts.begin({ ...announcement, ...changes }, times);
		await sendAlerts(parts);
	};
	beforeEach(async () => {
		await subscribe('asleep', { quiet });
		await subscribe('awake');
	});

	test.each([undefined, 'blue', 'yellow'] as const)(
		'a %s warning waits until they are over',
		async (warningColor) => {
			await start({ warningColor });
			expect([count('asleep'), count('awake')]).toEqual([0, 1]);
			expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 1, pending: 1 });
			expect(await parts.alerts.countsByOrigin(key)).toMatchObject([{ waiting: 1 }]);
			now = atHour(2);
			await sendAlerts(parts);
			expect([count('asleep'), count('awake')]).toEqual([1, 1]);
			expect((await parts.alerts.get(key))?.state).toBe('done');
		},
	);

	test.each(['orange', 'red'] as const)('an %s warning comes at once', async (warningColor) => {
		await start({ warningColor });
		expect([count('asleep'), count('awake')]).toEqual([1, 1]);
	});

	test('a portal that starts anew wakes nobody', async () => {
		await start();
		await parts.alerts.freeLeases(now);
		await sendAlerts(parts);
		expect(count('asleep')).toBe(0);
	});

	test('what is over before they are is not sent, and accounted for as expired', async () => {
		await start({}, 1);
		now = atHour(1);
		await sendAlerts(parts);
		expect(count('asleep')).toBe(0);
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 1, expired: 1 });
		expect((await parts.alerts.get(key))?.state).toBe('done');
	});

	test('what was changed meanwhile is not sent, and the change is', async () => {
		await start();
		now = atHour(1);
		await start({ ref: 'n-2', kind: 'update', follows: ['n-1'] });
		now = atHour(2);
		await sendAlerts(parts);
		expect([count('asleep'), count('awake')]).toEqual([1, 2]);
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 1, expired: 1 });
		expect(await parts.alerts.counts('notices/n-2/1/update')).toMatchObject({ delivered: 2 });
	});
});

describe('an exercise', () => {
	const drill = { ...announcement, status: 'exercise' as const };
	const quiet = { from: 12, until: 14 };
	const begin = () => parts.alerts.begin(drill, { at: noon, deadline: atHour(24) });
	const hearers = () => exerciseHearers(store().db);
	const addressOf = (name: string) => push.subscription(named(name));
	const allow = async (name: string) => {
		await subscribe(name, { quiet });
		const [{ id: vapidKeyId } = { id: 0 }] = await parts.vapidKeys.all();
		const hearer = { ...addressOf(name), vapidKeyId, language: 'zh-CN' as const };
		await hearers().allow(hearer, { by: 'staff/li', until: atHour(24) }, noon);
	};

	test('comes at once to who takes part, in the quiet hours too, and to nobody else', async () => {
		await allow('officer');
		await subscribe('resident');
		await begin();
		await sendAlerts(parts);
		expect([count('officer'), count('resident')]).toEqual([1, 0]);
	});

	test('is not sent to whose leave ended after it was cut, who stays a subscriber', async () => {
		await allow('officer');
		await allow('left');
		await begin();
		await parts.alerts.cut(key, { after: 0, upTo: 9 }, await hearers().after(0, 9, noon), noon);
		await parts.alerts.finishCutting(key, noon);
		await hearers().end(addressOf('left').endpoint);
		await sendAlerts(parts);
		expect([count('officer'), count('left')]).toEqual([1, 0]);
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 1, gone: 1, pending: 0 });
		expect(await parts.subscriptions.find(addressOf('left').endpoint)).toBeDefined();
	});
});

test('after a change of keys each subscription is sent to under the key that it was made for', async () => {
	await subscribe('before');
	const newer = webPush.generateVAPIDKeys();
	await vapidKeyStore(store().db).add(newer, noon);
	await subscribe('after');
	await begin();
	await sendAlerts(parts);
	const keyOf = (name: string) =>
		/k=([\w-]+)/.exec(push.received(named(name))[0]?.headers.authorization ?? '')?.[1];
	expect([keyOf('before'), keyOf('after')]).toEqual([keys.publicKey, newer.publicKey]);
});

test('a county that turned push off sends nothing', async () => {
	await subscribe('a');
	await begin();
	const off = someSettings();
	await sendAlerts({
		...parts,
		settings: () => ({ ...off, push: { ...off.push, enabled: false } }),
	});
	expect(count('a')).toBe(0);
});

test('an endpoint that is trusted no more is refused at the moment of sending', async () => {
	await subscribe('moved');
	await begin();
	await parts.senders.close();
	parts = { ...parts, senders: await sendersWith({ ...config, extraOrigins: [] }) };
	await sendAlerts(parts);
	expect(count('moved')).toBe(0);
	expect(await parts.alerts.counts(key)).toMatchObject({ refused: 1 });
});

describe('a disk that is full', () => {
	const names = ['a', 'b', 'c', 'd', 'e'];
	const fill = (change: string) =>
		sql`create trigger full before ${sql.raw(change)}
			begin select raise(abort, 'database or disk is full'); end`.execute(store().db);
	const empty = () => sql`drop trigger full`.execute(store().db);
	const confirmed = 'update on alert_batches when new.masks is not old.masks';
	const taken = 'update on alert_batches when new.attempts is not old.attempts';
	const cut = 'insert on alert_batches';

	test('stops the sending of what cannot be written down, and nothing that was confirmed is lost or sent again', async () => {
		for (const name of names) await subscribe(name);
		await begin();
		await fill(confirmed);
		const sent = sendAlerts(parts);
		await push.waitFor((received) => received.some((each) => each.subscription === named('e')));
		await empty();
		await sent;
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 5, pending: 0 });
		expect(names.map(count)).toEqual([1, 1, 1, 1, 1]);
	});

	test.each([
		['cut', cut],
		['taken', taken],
	])(
		'when a batch is to be %s puts the alert off, and then everyone gets it once',
		async (_, change) => {
			for (const name of names) await subscribe(name);
			await begin();
			await fill(change);
			// The runner writes it into the log, and tries again.
			await sendAlerts(parts).catch((error: unknown) => log.error(String(error)));
			expect(names.map(count)).toEqual([0, 0, 0, 0, 0]);
			expect(logged.at(-1)).toContain('disk is full');
			await empty();
			await sendAlerts(parts);
			expect(await parts.alerts.counts(key)).toMatchObject({ total: 5, delivered: 5 });
			expect(names.map(count)).toEqual([1, 1, 1, 1, 1]);
		},
	);

	test('when the second batch is to be taken loses nothing of the first, which is under way', async () => {
		const other = await startPushService();
		const arrived = Promise.withResolvers<void>();
		await alsoAt(other, 'there');
		await subscribe('a');
		push.answer(named('a'), { status: 201, after: arrived.promise });
		other.answer('there', { status: 201, after: arrived.promise });
		await begin();
		await fill(`${taken} and exists (select 1 from alert_batches where attempts > 0)`);
		const sent = sendAlerts(parts).catch((error: unknown) => log.error(String(error)));
		await Promise.race([push, other].map((each) => each.waitFor((all) => all.some(isOfThisTest))));
		arrived.resolve();
		await sent;
		await empty();
		await sendAlerts(parts);
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 2, pending: 0 });
		expect([count('a'), other.received('there').length]).toEqual([1, 1]);
		await other.close();
	});
});

test('an alert that is stopped while its service says nothing sends no more, though there is nothing to write down', async () => {
	await parts.senders.close();
	parts = { ...parts, senders: await sendersWith({ ...config, initialRate: 20 }) };
	const said = Promise.withResolvers<void>();
	for (let each = 0; each < 200; each += 1) {
		await subscribe(`s-${each}`);
		push.answer(named(`s-${each}`), { status: 201, after: said.promise });
	}
	await begin();
	const sent = sendAlerts(parts);
	await push.waitFor((received) => received.some(isOfThisTest));
	await parts.alerts.stop(key);
	const arrivedSoFar = () => push.received().filter(isOfThisTest).length;
	let before = -1;
	while (arrivedSoFar() > before) {
		before = arrivedSoFar();
		await setTimeout(1_000);
	}
	// As many as the service allows under way at once.
	expect(before).toBeLessThan(100);
	said.resolve();
	await sent;
	expect((await parts.alerts.counts(key)).pending).toBe(200 - before);
});

test('an alert that is stopped sends nothing more until it is resumed, and then only the rest', async () => {
	await parts.senders.close();
	parts = { ...parts, senders: await sendersWith({ ...config, initialRate: 200 }) };
	const names = Array.from({ length: 400 }, (_, each) => `s-${each}`);
	for (const name of names) await subscribe(name);
	await begin();
	const sent = sendAlerts(parts);
	await push.waitFor(
		(received) => received.filter((each) => each.subscription.endsWith(`-${round}`)).length > 50,
	);
	await parts.alerts.stop(key);
	await sent;
	const stopped = await parts.alerts.counts(key);
	expect(stopped.pending).toBeGreaterThan(0);
	await sendAlerts(parts);
	expect(await parts.alerts.counts(key)).toEqual(stopped);
	await parts.alerts.resume(key);
	now = atHour(1);
	await sendAlerts(parts);
	expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 400, pending: 0 });
	expect(new Set(names.map(count))).toEqual(new Set([1]));
});

test('a grave alert that begins while another is sent does not wait for its end', async () => {
	const release = Promise.withResolvers<void>();
	for (let each = 0; each < 50; each += 1) await subscribe(`s-${each}`);
	push.answer(named('s-0'), { status: 201, after: release.promise });
	await begin();
	const sent = sendAlerts(parts);
	await push.waitFor((received) => received.some((each) => each.subscription === named('s-0')));
	const grave = { ...announcement, ref: 'n-2', warningColor: 'red' as const };
	await parts.alerts.begin(grave, { at: noon, deadline: atHour(24) });
	await expect.poll(() => count('s-1')).toBe(2);
	release.resolve();
	await sent;
});

test('one push service that says nothing holds up nobody else', async () => {
	const other = await startPushService();
	try {
		const release = Promise.withResolvers<void>();
		for (let each = 0; each < 20; each += 1) {
			await subscribe(`s-${each}`);
			push.answer(named(`s-${each}`), { status: 201, after: release.promise });
		}
		await alsoAt(other, ...Array.from({ length: 20 }, (_, each) => `t-${each}`));
		await begin();
		const sent = sendAlerts(parts);
		await other.waitFor((received) => received.length === 20);
		release.resolve();
		await sent;
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 40 });
	} finally {
		await other.close();
	}
});

/** Subscribes to everything at another push service too, which is trusted from now on. */
async function alsoAt(other: PushService, ...names: readonly string[]): Promise<void> {
	await parts.senders.close();
	const ca = [...(config.ca ?? []), await readFile(other.caFile, 'utf8')];
	const extraOrigins = [push.origin, other.origin];
	parts = { ...parts, senders: await sendersWith({ ...config, ca, extraOrigins }) };
	const vapidKeyId = (await parts.vapidKeys.all())[0]?.id ?? 0;
	const choices = { language: 'zh-CN', topics: [], areas: [], severity: 'all' } as const;
	for (const name of names)
		await parts.subscriptions.save({ ...other.subscription(name), vapidKeyId, ...choices }, noon);
}

test('every message has a key pair of its own, made ahead where there was time', async () => {
	for (let each = 0; each < 20; each += 1) await subscribe(`s-${each}`);
	await prepareAhead({ ...parts, isSending: () => false }, 0, new AbortController().signal);
	expect(await parts.preparedKeys.count()).toBe(20);
	for (const ref of ['n-1', 'n-2'])
		await parts.alerts.begin({ ...announcement, ref }, { at: noon, deadline: atHour(24) });
	await sendAlerts(parts);
	expect(await parts.preparedKeys.count()).toBe(0);
	const senderKeys = Array.from({ length: 20 }, (_, each) =>
		push.received(named(`s-${each}`)).map(({ senderKey }) => senderKey),
	).flat();
	expect(new Set(senderKeys).size).toBe(40);
});

test('a service that refuses us is known after a restart, and left alone', async () => {
	for (let each = 0; each < 9; each += 1) {
		await subscribe(`s-${each}`);
		push.answer(named(`s-${each}`), { status: 403 });
	}
	await begin();
	await sendAlerts(parts);
	await expect
		.poll(() => pushOrigins(store().db).all())
		.toMatchObject([{ origin: push.origin, refusal: { status: 403 } }]);
	const again = await sendersWith(config);
	expect([...again.paused(noon).keys()]).toEqual([push.origin]);
	await again.close();
});

test('a store that fails while an alert ends is asked again, and the portal goes on', async () => {
	await subscribe('a');
	await begin();
	const failing = {
		...parts.alerts,
		finishIfDone: async (): Promise<boolean> => {
			throw new Error('the store is away');
		},
	};
	await expect(sendAlerts({ ...parts, alerts: failing })).rejects.toThrow('the store is away');
	await sendAlerts(parts);
	expect(count('a')).toBe(1);
	expect((await parts.alerts.get(key))?.state).toBe('done');
});

test('a clock that is put forward while messages are under way sends none of them twice', async () => {
	const release = Promise.withResolvers<void>();
	await subscribe('a');
	push.answer(named('a'), { status: 201, after: release.promise });
	await begin();
	const sent = sendAlerts(parts);
	await push.waitFor((received) => received.some((each) => each.subscription === named('a')));
	now = atHour(1);
	await subscribe('b');
	await parts.alerts.begin({ ...announcement, ref: 'n-2' }, { at: now, deadline: atHour(24) });
	await expect.poll(() => count('b')).toBe(1);
	release.resolve();
	await sent;
	expect([count('a'), count('b')]).toEqual([2, 1]);
});

describe('what is tried again', () => {
	test('is not sent any more when it was changed or ended meanwhile, and the change is', async () => {
		await subscribe('a');
		push.answer(named('a'), { status: 503 });
		await begin();
		await sendAlerts(parts);
		push.answer(named('a'), { status: 201 });
		now = atHour(0.0001);
		const end = { ...announcement, ref: 'n-2', kind: 'lift' as const, follows: ['n-1'] };
		await parts.alerts.begin(end, { at: now, deadline: atHour(24) });
		await sendAlerts(parts);
		now = atHour(1);
		await sendAlerts(parts);
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 0, expired: 1 });
		expect(await parts.alerts.counts('notices/n-2/1/lift')).toMatchObject({ delivered: 1 });
	});

	test('waits for the end of quiet hours that have begun meanwhile', async () => {
		await subscribe('a', { quiet: { from: 13, until: 15 } });
		push.answer(named('a'), { status: 503 });
		await begin();
		await sendAlerts(parts);
		push.answer(named('a'), { status: 201 });
		now = atHour(1);
		await sendAlerts(parts);
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 0, pending: 1 });
		now = atHour(3);
		await sendAlerts(parts);
		expect(await parts.alerts.counts(key)).toMatchObject({ delivered: 1, pending: 0 });
	});
});

test('an address that is gone takes with it nobody who has moved on from it', async () => {
	const release = Promise.withResolvers<void>();
	for (const name of ['gone', 'slow']) await subscribe(name);
	push.answer(named('gone'), { status: 410 });
	push.answer(named('slow'), { status: 201, after: release.promise });
	await begin();
	const sent = sendAlerts(parts);
	await push.waitFor((received) => received.some((each) => each.subscription === named('gone')));
	const [{ vapidKeyId } = { vapidKeyId: 0 }] = await parts.subscriptions.after(0, 1);
	const from = push.subscription(named('gone')).endpoint;
	await parts.subscriptions.move(from, { ...push.subscription(named('anew')), vapidKeyId }, noon);
	release.resolve();
	await sent;
	const anew = await parts.subscriptions.find(push.subscription(named('anew')).endpoint);
	expect(anew).toBeDefined();
});
