import { beforeEach, describe, expect, test } from 'vitest';
import type { PublicationStep } from '../src/domain/publication-steps.ts';
import { anAnnouncement, atHour, noon, someSettings } from '../tests/builders.ts';
import { freshSqlite } from '../tests/stores.ts';
import { reportLateSteps } from './actions/report-late-steps.ts';
import { publicationRows } from './publication-rows.ts';
import { alerts } from './store/alerts.ts';
import { announcementRecords } from './store/announcements.ts';
import { lateSteps } from './store/late-steps.ts';
import { settle } from './store/outcome-masks.ts';
import { publications } from './store/publications.ts';
import { robotMessages } from './store/robot-messages.ts';

const store = freshSqlite();
const afterSeconds = (seconds: number) => new Date(noon.getTime() + seconds * 1000);
const google = { seq: 1, origin: 'https://fcm.googleapis.com' };
const apple = { seq: 2, origin: 'https://web.push.apple.com' };
const announcement = anAnnouncement({
	ref: 'flood',
});
const key = 'notices/flood/1/issue';

let now: Date;
let isPushOn: boolean;
let logged: object[];

beforeEach(async () => {
	now = afterSeconds(2);
	isPushOn = true;
	logged = [];
	await publish('c1', noon);
});

function parts() {
	const { push } = someSettings();
	return {
		publications: publications(store().db),
		alerts: alerts(store().db, 'sqlite'),
		announcements: announcementRecords(store().db),
		robotMessages: robotMessages(store().db),
		lateSteps: lateSteps(store().db),
		settings: () => someSettings({ push: { ...push, enabled: isPushOn } }),
		now: () => now,
		log: { error: (message: string, about?: object) => logged.push({ message, ...about }) },
	};
}

async function publish(commit: string, askedAt: Date): Promise<void> {
	const { publications: all } = parts();
	const path = '/notices/flood/';
	const entry = { collection: 'notices' as const, ref: 'flood', title: '河水上涨', path };
	await all.add({ ...entry, commit, by: '老周', askedAt, committedAt: askedAt });
	const seen = new Date(askedAt.getTime() + 1000);
	await all.seen(commit, {
		releasedAt: seen,
		releaseNumber: 7,
		liveAt: seen,
		feedsAt: seen,
		capAt: seen,
	});
}

async function queue(begunAt = afterSeconds(1)): Promise<void> {
	const { alerts: ledger } = parts();
	await ledger.begin(announcement, { at: begunAt, deadline: atHour(24) });
	await ledger.cut(key, { after: 0, upTo: 2 }, [google, apple], begunAt);
	await ledger.finishCutting(key, begunAt);
}

/** What the next push service says to its one subscription. */
async function answer(outcome: 'delivered' | 'gone' | 'pending', at: Date): Promise<void> {
	const { alerts: ledger } = parts();
	const batch = await ledger.claim(at, atHour(20));
	if (!batch) throw new Error('a batch was due');
	const { masks } = batch;
	if (outcome !== 'pending') settle(masks, 0, outcome);
	const delivery = outcome === 'delivered' ? { firstDeliveredAt: at, lastDeliveredAt: at } : {};
	await ledger.release(batch, { masks, ...delivery }, atHour(20));
}

const step = async (name: PublicationStep, commit = 'c1') => {
	const rows = await publicationRows(parts(), 5);
	const row = rows.find(({ publication }) => publication.commit === commit);
	return row?.steps.find((each) => each.step === name);
};

describe('the alert of a publication', () => {
	test('is shown for each push service: queued, delivered, and when', async () => {
		await queue();
		await answer('delivered', afterSeconds(2));
		await answer('gone', afterSeconds(3));
		expect(await step('queued')).toMatchObject({ state: 'done', afterMs: 1000, detail: '2' });
		expect(await step('alert')).toMatchObject({
			state: 'done',
			afterMs: 2000,
			detail: '1/2',
			parts: [
				{
					name: google.origin,
					firstAfterMs: 2000,
					afterMs: 2000,
					counts: { total: 1, delivered: 1, gone: 0 },
				},
				{ name: apple.origin, counts: { total: 1, delivered: 0, gone: 1 } },
			],
		});
	});

	test('is under way while one service has not answered, and late when that takes long', async () => {
		await queue();
		await answer('delivered', afterSeconds(2));
		await answer('pending', afterSeconds(3));
		expect(await step('alert')).toMatchObject({
			state: 'open',
			parts: [{ state: 'done' }, { state: 'open' }],
		});
		now = afterSeconds(62);
		expect(await step('alert')).toMatchObject({ state: 'late' });
	});

	test('that waits for the end of quiet hours is late for nobody', async () => {
		const { alerts: ledger } = parts();
		await ledger.begin(announcement, { at: noon, deadline: atHour(24) });
		await ledger.cut(
			key,
			{ after: 0, upTo: 2 },
			[google, { ...apple, waitsUntil: atHour(9) }],
			noon,
		);
		await ledger.finishCutting(key, noon);
		await answer('delivered', afterSeconds(2));
		now = atHour(1);
		expect(await step('alert')).toMatchObject({
			state: 'done',
			detail: '1/2',
			parts: [{ state: 'done' }, { state: 'done', counts: { pending: 1 } }],
		});
	});

	test('that waits for a publisher is late for nobody, and has its time from the confirmation', async () => {
		const records = announcementRecords(store().db);
		await records.record(announcement, { state: 'held', release: 1, at: noon });
		now = atHour(1);
		expect(await step('alert')).toMatchObject({ state: 'waits' });
		expect(await step('robots')).toMatchObject({ state: 'waits' });
		await records.decide(key, { state: 'announced', by: 'a', at: now });
		await queue(now);
		await answer('delivered', now);
		await answer('delivered', now);
		expect(await step('alert')).toMatchObject({ state: 'done', wasLate: false });
	});

	test('of a county without alerts is switched off, and not late', async () => {
		isPushOn = false;
		await parts().alerts.begin(announcement, { at: noon, deadline: atHour(24) });
		now = atHour(1);
		expect(await step('queued')).toMatchObject({ state: 'off' });
		expect(await step('alert')).toMatchObject({ state: 'off' });
	});

	test('is that publication’s, and not the next one’s of the same entry', async () => {
		await publish('c2', afterSeconds(60));
		await queue(afterSeconds(61));
		expect(await step('alert', 'c1')).toMatchObject({ state: 'not-needed' });
		expect(await step('alert', 'c2')).toMatchObject({ detail: '0/2' });
	});
});

describe('group robots and webhooks', () => {
	const tell = async (id: string) =>
		robotMessages(store().db).add(announcement, [id], afterSeconds(1));
	const next = async (id: string) => {
		const message = await robotMessages(store().db).claim(id, afterSeconds(2), atHour(1));
		if (!message) throw new Error('nothing is due');
		return message;
	};

	test('are steps of their own, each channel with what became of it', async () => {
		await tell('wecom-1');
		await tell('webhook-1');
		const messages = robotMessages(store().db);
		await messages.delivered(await next('webhook-1'), afterSeconds(2), afterSeconds(2));
		await messages.failed(await next('wecom-1'), 'address 93000');
		expect(await step('webhooks')).toMatchObject({
			state: 'done',
			afterMs: 2000,
			parts: [{ name: 'webhook-1', afterMs: 2000 }],
		});
		expect(await step('robots')).toMatchObject({
			state: 'failed',
			detail: '0/1',
			parts: [{ name: 'wecom-1', state: 'failed', detail: 'address 93000' }],
		});
	});

	test('that will be asked again are under way, with the reason', async () => {
		await tell('webhook-1');
		await robotMessages(store().db).again(await next('webhook-1'), atHour(1), 'status 500');
		expect(await step('webhooks')).toMatchObject({
			state: 'open',
			parts: [{ state: 'open', detail: 'status 500' }],
		});
	});

	test('of another entry with a name that begins alike are not shown', async () => {
		const other = { ...announcement, ref: 'flood-2' };
		await robotMessages(store().db).add(other, ['wecom-1'], afterSeconds(1));
		expect(await step('robots')).toMatchObject({ state: 'not-needed' });
	});
});

describe('a step that is late', () => {
	test('is in the log once', async () => {
		await queue();
		now = afterSeconds(59);
		await reportLateSteps(parts());
		expect(logged).toEqual([]);
		now = afterSeconds(62);
		await reportLateSteps(parts());
		await reportLateSteps(parts());
		expect(logged).toEqual([
			{
				message: 'a step of a publication is late',
				subject: 'notices/flood',
				commit: 'c1',
				step: 'alert',
				state: 'late',
				detail: '0/2',
			},
		]);
	});

	test('is in the log also when it was done before anybody looked', async () => {
		await parts().publications.seen('c1', { liveAt: afterSeconds(16) });
		now = afterSeconds(17);
		await reportLateSteps(parts());
		expect(logged).toMatchObject([{ step: 'live', state: 'done' }]);
	});
});
