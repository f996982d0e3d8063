import { expect, test } from 'vitest';
import { anAnnouncement, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { alerts } from './alerts.ts';
import { type Outcome, settle } from './outcome-masks.ts';
import { refusedSubscriptions } from './refused-subscriptions.ts';
import { subscriptions } from './subscriptions.ts';

const onDay = (days: number) => new Date(noon.getTime() + days * 24 * 3_600_000);
const address = (name: string) => ({
	endpoint: `https://push.example/${name}`,
	keys: { p256dh: 'p', auth: 'a' },
	vapidKeyId: 1,
});
const choices = { language: 'en', topics: [], areas: [], severity: 'all' } as const;
const names = ['one', 'two', 'three'] as const;

eachStore((store) => {
	const all = () => subscriptions(store().db);
	const seqs = async () => (await all().after(0, 9)).map(({ seq }) => seq);

	/** Three browsers subscribe before the first day. */
	async function subscribe(): Promise<void> {
		for (const name of names) await all().save({ ...address(name), ...choices }, onDay(-1));
	}

	/** An alert of a day, with what became of it at each subscription. */
	async function alert(days: number, ...outcomes: readonly Outcome[]): Promise<void> {
		const ledger = alerts(store().db, store().engine);
		const announcement = anAnnouncement({ ref: `n${days}` });
		const [at, deadline] = [onDay(days), onDay(days + 1)];
		await ledger.begin(announcement, { at, deadline });
		const key = (await ledger.latest(1))[0]?.key ?? '';
		const cut = [1, 2, 3].map((seq) => ({ seq, origin: 'https://push.example' }));
		await ledger.cut(key, { after: 0, upTo: 3 }, cut, at);
		const batch = await ledger.claim(at, deadline);
		if (!batch) throw new Error('a batch was due');
		const masks = Uint8Array.from(batch.masks);
		for (const [offset, outcome] of outcomes.entries())
			if (outcome !== 'pending') settle(masks, offset, outcome);
		await ledger.release(batch, { masks }, deadline);
		await ledger.finishCutting(key, at);
	}

	const forget = () => refusedSubscriptions(store().db).forget(noon);

	test('a subscription that alert after alert was refused to, while others got them, is forgotten', async () => {
		await subscribe();
		for (const days of [1, 60, 120]) await alert(days, 'delivered', 'refused', 'delivered');
		expect(await forget()).toBe(1);
		expect(await seqs()).toEqual([1, 3]);
		expect(await forget()).toBe(0);
	});

	test('all are kept while no alert is sent', async () => {
		await subscribe();
		expect(await forget()).toBe(0);
		expect(await seqs()).toEqual([1, 2, 3]);
	});

	test.each<readonly [string, readonly [number, Outcome][]]>([
		[
			'one alert was delivered to it',
			[
				[1, 'refused'],
				[50, 'refused'],
				[90, 'delivered'],
				[120, 'refused'],
			],
		],
		[
			'an alert may still come',
			[
				[1, 'refused'],
				[50, 'refused'],
				[90, 'pending'],
				[120, 'refused'],
			],
		],
		[
			'its alerts ran out of time',
			[
				[1, 'expired'],
				[60, 'expired'],
				[120, 'expired'],
			],
		],
		[
			'only two alerts were refused',
			[
				[1, 'refused'],
				[120, 'refused'],
			],
		],
		[
			'all refusals came in a few weeks',
			[
				[1, 'refused'],
				[10, 'refused'],
				[60, 'refused'],
			],
		],
	])('a subscription is kept when %s', async (_, sent) => {
		await subscribe();
		for (const [days, outcome] of sent) await alert(days, 'delivered', outcome, 'delivered');
		expect(await forget()).toBe(0);
	});

	test('nobody is forgotten for alerts that a service refused to most', async () => {
		await subscribe();
		for (const days of [1, 60, 120]) await alert(days, 'refused', 'refused', 'delivered');
		expect(await forget()).toBe(0);
	});

	test('a browser that has a new address since is kept; other choices change nothing', async () => {
		await subscribe();
		for (const days of [1, 60, 120]) await alert(days, 'delivered', 'refused', 'delivered');
		await all().move(address('two').endpoint, address('moved'), onDay(130));
		expect(await forget()).toBe(0);
		await all().move(address('moved').endpoint, address('two'), onDay(-1));
		await all().save({ ...address('two'), ...choices, severity: 'red' }, onDay(130));
		expect(await forget()).toBe(1);
	});
});
