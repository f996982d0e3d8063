import { beforeEach, describe, expect, test } from 'vitest';
import type { Announcement } from '../../src/domain/announcement.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { alerts } from '../store/alerts.ts';
import { announcementRecords } from '../store/announcements.ts';
import { auditLog } from '../store/audit.ts';
import { robotMessages } from '../store/robot-messages.ts';
import { announceRelease } from './announce-release.ts';
import { confirmAnnouncement } from './confirm-announcement.ts';

const store = freshSqlite();
let signed: Set<string>;
/** What the live release asks for at the moment of a decision. */
let live: readonly Announcement[];

beforeEach(() => {
	signed = new Set();
});

function anAnnouncement(ref: string, changes: Partial<Announcement> = {}): Announcement {
	signed.add(ref);
	return {
		collection: 'notices',
		ref,
		revision: 1,
		kind: 'issue',
		status: 'actual',
		areas: ['999900'],
		topics: ['health'],
		sent: noon,
		current: true,
		texts: { 'zh-CN': { title: ref, body: '摘要', path: `/notices/${ref}/` } },
		...changes,
	};
}

function parts() {
	return {
		announcements: announcementRecords(store().db),
		alerts: alerts(store().db, 'sqlite'),
		robotMessages: robotMessages(store().db),
		channels: { real: () => ['wecom-1'], exercise: () => ['wecom-exercise'] },
		isSigned: async ({ ref }: Announcement) => signed.has(ref),
		audit: auditLog(store().db),
		liveAnnouncements: async () => live,
	};
}

async function release(
	announcements: readonly Announcement[],
	about: { isFirst?: boolean; restored?: boolean } = {},
) {
	live = announcements;
	await announceRelease(parts(), {
		announcements,
		number: 2,
		isFirst: false,
		restored: false,
		now: noon,
		...about,
	});
}

const begun = async () =>
	(await parts().alerts.cutting()).map((each) => each.announcement.ref).sort();
const held = async () =>
	(await parts().announcements.held()).map((each) => `${each.announcement.ref}: ${each.reason}`);

test('nothing in the first release is announced, then or later', async () => {
	await release([anAnnouncement('a')], { isFirst: true });
	await release([anAnnouncement('a')]);
	expect(await begun()).toEqual([]);
	expect(await held()).toEqual([]);
});

test('a release made again begins no second alert', async () => {
	await release([anAnnouncement('a')]);
	await release([anAnnouncement('a')]);
	expect(await begun()).toEqual(['a']);
});

test('at most three alerts leave unasked with one release', async () => {
	await release(['a', 'b', 'c', 'd', 'e'].map((ref) => anAnnouncement(ref)));
	expect(await begun()).toEqual(['a', 'b', 'c']);
	expect(await held()).toEqual(['d: too-many', 'e: too-many']);
});

test('a raised revision, and another kind, are alerts of their own', async () => {
	await release([anAnnouncement('a')]);
	await release([
		anAnnouncement('a', { revision: 2 }),
		anAnnouncement('b', { kind: 'withdrawal' }),
	]);
	expect(await parts().alerts.latest(9)).toHaveLength(3);
});

test('each group robot is told what is announced, once, and nothing that is held', async () => {
	await release([anAnnouncement('a'), anAnnouncement('b', { sent: atHour(-9) })]);
	await release([anAnnouncement('a'), anAnnouncement('b', { sent: atHour(-9) })]);
	const messages = robotMessages(store().db);
	expect((await messages.claim('wecom-1', noon, atHour(1)))?.key).toBe('notices/a/1/issue');
	expect(await messages.claim('wecom-1', noon, atHour(1))).toBeUndefined();
});

test('an alert lives no longer than its statement, and no longer than a day', async () => {
	await release([
		anAnnouncement('a', { expires: atHour(2) }),
		anAnnouncement('b', { expires: atHour(200) }),
	]);
	const deadlines = (await parts().alerts.cutting()).map((each) => each.deadline);
	expect(deadlines).toEqual([atHour(2), atHour(24)]);
});

describe('a publisher', () => {
	const by = { id: 'publisher', name: '周' };

	test('announces what was held, once', async () => {
		await release([anAnnouncement('a')], { restored: true });
		const [one] = await parts().announcements.held();
		const decide = { key: one?.key ?? '', decision: 'announced' as const, by, now: noon };
		expect(await confirmAnnouncement(parts(), decide)).toBe('announced');
		expect(await confirmAnnouncement(parts(), decide)).toBe('not-held');
		expect(await begun()).toEqual(['a']);
	});

	test('cannot announce orange that was not signed off', async () => {
		await release([anAnnouncement('a', { warningColor: 'orange' })], { restored: true });
		signed.clear();
		const [one] = await parts().announcements.held();
		const decide = { key: one?.key ?? '', decision: 'announced' as const, by, now: noon };
		expect(await confirmAnnouncement(parts(), decide)).toBe('needs-sign-off');
		expect(await begun()).toEqual([]);
	});

	test('announces the words that are live now, not those that were held', async () => {
		await release([anAnnouncement('a')], { restored: true });
		live = [
			anAnnouncement('a', { texts: { 'zh-CN': { title: '改过', body: '', path: '/notices/a/' } } }),
		];
		const [one] = await parts().announcements.held();
		await confirmAnnouncement(parts(), {
			key: one?.key ?? '',
			decision: 'announced',
			by,
			now: noon,
		});
		const [alert] = await parts().alerts.cutting();
		expect(alert?.announcement.texts['zh-CN']?.title).toBe('改过');
	});

	test('cannot announce what is over or gone from the live release', async () => {
		await release([anAnnouncement('a')], { restored: true });
		const [one] = await parts().announcements.held();
		const decide = { key: one?.key ?? '', decision: 'announced' as const, by, now: noon };
		live = [anAnnouncement('a', { current: false })];
		expect(await confirmAnnouncement(parts(), decide)).toBe('not-current');
		live = [];
		expect(await confirmAnnouncement(parts(), decide)).toBe('not-current');
		expect(await begun()).toEqual([]);
	});

	test('dismisses an alert that was under way before a restore, and nothing more of it is sent', async () => {
		await release([anAnnouncement('a')]);
		await parts().announcements.holdUnfinished(noon);
		const [one] = await parts().announcements.held();
		await confirmAnnouncement(parts(), {
			key: one?.key ?? '',
			decision: 'dismissed',
			by,
			now: noon,
		});
		expect((await parts().alerts.get(one?.key ?? ''))?.state).toBe('done');
		expect(await begun()).toEqual([]);
	});

	test('goes on with an alert that was under way before a restore', async () => {
		await release([anAnnouncement('a')]);
		await parts().announcements.holdUnfinished(noon);
		const [one] = await parts().announcements.held();
		await confirmAnnouncement(parts(), {
			key: one?.key ?? '',
			decision: 'announced',
			by,
			now: noon,
		});
		expect(await begun()).toEqual(['a']);
	});

	test('dismisses what should not go out', async () => {
		await release([anAnnouncement('a')], { restored: true });
		const [one] = await parts().announcements.held();
		await confirmAnnouncement(parts(), {
			key: one?.key ?? '',
			decision: 'dismissed',
			by,
			now: noon,
		});
		expect(await held()).toEqual([]);
		expect(await begun()).toEqual([]);
	});
});

describe('an exercise', () => {
	const told = async (ref: string) =>
		(await robotMessages(store().db).about({ collection: 'notices', ref })).map(
			({ robot }) => robot,
		);

	test('is told to the groups of exercises alone, and begins an alert for those who take part', async () => {
		await release([anAnnouncement('drill', { status: 'exercise' })]);
		await release([anAnnouncement('drill', { status: 'exercise' })]);
		expect(await told('drill')).toEqual(['wecom-exercise']);
		const [alert, ...more] = await alerts(store().db, 'sqlite').latest(5);
		expect(alert?.announcement).toMatchObject({ ref: 'drill', status: 'exercise' });
		expect(more).toEqual([]);
	});

	test.each([
		['that is over', { current: false }, {}],
		['of yesterday', { sent: new Date(noon.getTime() - 24 * 3_600_000) }, {}],
		['that is a test of the system', { status: 'test' as const }, {}],
		['that came with the first release', {}, { isFirst: true }],
		['after a restore', {}, { restored: true }],
	])('%s is told to no group', async (_, change, about) => {
		await release([anAnnouncement('drill', { status: 'exercise', ...change })], about);
		expect(await told('drill')).toEqual([]);
		expect(await begun()).toEqual([]);
	});
});

describe('words of care after an incident', () => {
	const care = (step: 'day' | 'week', changes: Partial<Announcement> = {}) =>
		anAnnouncement('outbreak', {
			collection: 'incidents',
			care: { step, year: 0 },
			topics: ['after-care'],
			...changes,
		});
	const steps = async () =>
		(await parts().alerts.cutting()).map((each) => each.announcement.care?.step);

	test('are said once for each step, however often it is released', async () => {
		await release([care('day')]);
		await release([care('day')]);
		expect(await steps()).toEqual(['day']);
		await release([care('day'), care('week')]);
		expect((await steps()).sort()).toEqual(['day', 'week']);
	});

	test('are for people: no group robot hears of them', async () => {
		await release([care('day')]);
		expect(await parts().robotMessages.claim('wecom-1', noon, atHour(1))).toBeUndefined();
		await release([anAnnouncement('blue')]);
		expect(await parts().robotMessages.claim('wecom-1', noon, atHour(1))).toBeDefined();
	});

	test.each<[string, Partial<Announcement>, { restored?: boolean }, string]>([
		['that came back from a backup', {}, { restored: true }, 'restored'],
		['that was imported long after its time', { sent: atHour(-3) }, {}, 'old'],
	])('wait for a publisher for an incident %s', async (_, changes, about, reason) => {
		await release([care('day', changes)], about);
		expect(await steps()).toEqual([]);
		expect(await held()).toEqual([`outbreak: ${reason}`]);
	});

	test('are never said of an exercise', async () => {
		await release([care('day', { status: 'exercise' })]);
		expect(await steps()).toEqual([]);
		expect(await held()).toEqual([]);
	});
});
