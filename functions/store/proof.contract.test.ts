import { describe, expect, test } from 'vitest';
import type { Announcement } from '../../src/domain/announcement.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { lateSteps } from './late-steps.ts';
import { publications } from './publications.ts';
import { type RobotMessages, robotMessages } from './robot-messages.ts';

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
	texts: {},
});
const entry = (ref: string) => ({ collection: 'notices' as const, ref });

eachStore((store) => {
	describe('a message for a channel', () => {
		const channel = 'webhook-1';
		const claimed = async (messages: RobotMessages, at: Date) => {
			const message = await messages.claim(channel, at, atHour(9));
			if (!message) throw new Error('nothing is due');
			return message;
		};

		test('remembers when it was queued and taken', async () => {
			const messages = robotMessages(store().db);
			await messages.add(announcement('a'), [channel], noon);
			await messages.add(announcement('a'), [channel], atHour(1));
			await messages.delivered(await claimed(messages, atHour(1)), atHour(2), atHour(2));
			expect(await messages.about(entry('a'))).toEqual([
				{ robot: channel, state: 'delivered', error: '', queuedAt: noon, deliveredAt: atHour(2) },
			]);
		});

		test('that is to be sent again holds up no other, and a channel that wants quiet holds up all', async () => {
			const messages = robotMessages(store().db);
			await messages.add(announcement('a'), [channel], noon);
			await messages.again(await claimed(messages, noon), atHour(2), 'status 500');
			await messages.add(announcement('b'), [channel], noon);
			const second = await claimed(messages, noon);
			expect(second.key).toBe('notices/b/1/issue');
			await messages.later(second, atHour(3), 'status 429');
			expect(await messages.claim(channel, atHour(2.5), atHour(9))).toBeUndefined();
			expect((await messages.about(entry('a')))[0]).toMatchObject({
				state: 'due',
				error: 'status 500',
			});
		});

		test('is forgotten when it is old, but not while it is due', async () => {
			const messages = robotMessages(store().db);
			await messages.add(announcement('a'), [channel], noon);
			await messages.delivered(await claimed(messages, noon), noon, noon);
			await messages.add(announcement('b'), [channel], noon);
			await messages.forget(noon);
			expect(await messages.about(entry('a'))).toHaveLength(1);
			await messages.forget(atHour(1));
			expect(await messages.about(entry('a'))).toEqual([]);
			expect(await messages.about(entry('b'))).toHaveLength(1);
		});

		test('is about its own entry alone', async () => {
			const messages = robotMessages(store().db);
			await messages.add(announcement('flood'), [channel], noon);
			await messages.add(announcement('flood-2'), [channel], noon);
			expect(await messages.about(entry('flood'))).toHaveLength(1);
		});
	});

	test('a late step is reported once', async () => {
		const steps = lateSteps(store().db);
		expect(await steps.report('c1', 'live')).toBe(true);
		expect(await steps.report('c1', 'live')).toBe(false);
		expect(await steps.report('c1', 'feeds')).toBe(true);
		expect(await steps.report('c2', 'live')).toBe(true);
	});

	test('late steps are forgotten with the time of their publication', async () => {
		const steps = lateSteps(store().db);
		const about = { ...entry('a'), title: 't', path: '/', by: '周' };
		for (const [commit, hour] of [
			['old', 0],
			['new', 2],
		] as const) {
			const at = { askedAt: atHour(hour), committedAt: atHour(hour) };
			await publications(store().db).add({ ...about, ...at, commit });
			await steps.report(commit, 'live');
		}
		await steps.forget(atHour(1));
		expect(await steps.report('new', 'live')).toBe(false);
		expect(await steps.report('old', 'live')).toBe(true);
	});

	test('publications are asked for by entry and by time, newest first', async () => {
		const all = publications(store().db);
		const about = { title: 't', path: '/', by: '周' };
		for (const [commit, ref, hour] of [
			['c1', 'a', 0],
			['c2', 'a', 1],
			['c3', 'b', 2],
		] as const)
			await all.add({
				...about,
				...entry(ref),
				commit,
				askedAt: atHour(hour),
				committedAt: atHour(hour),
			});
		const commits = async (...asked: Parameters<typeof all.latest>) =>
			(await all.latest(...asked)).map(({ commit }) => commit);
		expect(await commits(9)).toEqual(['c3', 'c2', 'c1']);
		expect(await commits(1, entry('a'))).toEqual(['c2']);
		expect(await commits(9, { since: atHour(1) })).toEqual(['c3', 'c2']);
		expect(await commits(9, { collection: 'rumors' })).toEqual([]);
	});
});
