import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { acting } from '../../tests/desk-builders.ts';
import { eachStore, freshSqlite } from '../../tests/stores.ts';
import { deskWork } from './desk-work.ts';
import { items } from './items.ts';
import { keptInFull, storedReports } from './report-copies.ts';
import { reportIntake } from './report-intake.ts';
import { type NewReport, reports } from './reports.ts';

let count = 0;

function aReport(changes: Partial<NewReport> = {}): NewReport {
	count += 1;
	return {
		id: `r-${count}`,
		receiptHash: `receipt-${count}`,
		receivedAt: noon,
		language: 'zh-CN',
		channel: 'other',
		content: `第${count}个说法`,
		contentHash: `text-${count}`,
		crisis: false,
		deleteAfter: atHour(100),
		...changes,
	};
}

const anItem = {
	id: 'i-1',
	claim: '封城',
	state: 'unstarted',
	harm: 2,
	spread: 2,
	firstSeenAt: noon,
} as const;

eachStore((store) => {
	const intake = () => reportIntake(store().db);
	const all = () => reports(store().db);
	const waiting = async () => (await all().waiting(1000)).map(({ id }) => id);

	describe('reports that come together', () => {
		test('are each found by their receipt', async () => {
			const sent = Array.from({ length: 30 }, () => aReport());
			const { add } = intake();
			await Promise.all(sent.map(add));
			for (const { id, receiptHash } of sent)
				expect((await all().byReceipt(receiptHash))?.id).toBe(id);
		});

		test('and cannot all be stored are stored but for that one', async () => {
			const [one, other] = [aReport(), aReport()];
			const { add } = intake();
			const outcomes = await Promise.allSettled([one, aReport({ id: one.id }), other].map(add));
			expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
			expect(await waiting()).toHaveLength(2);
		});

		test('of one sending are one report, and its latest receipt is good', async () => {
			const first = aReport({ submission: 's' });
			const again = aReport({ submission: 's', content: first.content });
			const { add } = intake();
			await Promise.all([add(first), add(again)]);
			expect(await waiting()).toEqual([first.id]);
			expect((await all().byReceipt(again.receiptHash))?.id).toBe(first.id);
		});

		test('join the item of their text', async () => {
			const first = aReport();
			await all().add(first);
			await items(store().db).add(anItem);
			await all().group(first.id, 'i-1');
			const same = () => aReport({ contentHash: first.contentHash });
			const { add } = intake();
			expect(await Promise.all([add(same()), add(aReport()), add(same())])).toEqual([
				{ item: 'i-1' },
				{},
				{ item: 'i-1' },
			]);
		});
	});

	describe('the same words', () => {
		const content = '自来水有毒';
		const said = (changes: Partial<NewReport> = {}) =>
			aReport({ content, contentHash: 'same', ...changes });
		const grouped = async (changes: Partial<NewReport>) => {
			const first = said(changes);
			await all().add(first);
			await items(store().db).add(anItem);
			await all().group(first.id, 'i-1');
			return intake().add;
		};

		test('of another area wait, and do not go along', async () => {
			const other = said({ area: 'shimen' });
			await all().add(other);
			const add = await grouped({ area: 'yunxi' });
			expect(await add(said({ area: 'shimen' }))).toEqual({});
			expect(await add(said({ area: 'yunxi' }))).toEqual({ item: 'i-1' });
			expect(await add(said())).toEqual({ item: 'i-1' });
			expect(await waiting()).toHaveLength(2);
		});

		test('of 今晚 wait on another day, and those that hold on any day join', async () => {
			const add = await grouped({ content: '今晚零点封路', receivedAt: atHour(-480) });
			expect(await add(said({ content: '今晚零点封路' }))).toEqual({});
			expect(await add(said())).toEqual({ item: 'i-1' });
		});

		test('that were set aside as spam go aside too, until they come back together', async () => {
			const first = said();
			await all().add(first);
			await all().setState(first.id, 'spam');
			const copy = said();
			expect(await intake().add(copy)).toEqual({});
			expect((await all().get(copy.id))?.state).toBe('spam');
			await deskWork(store().db).setState(acting(), [first.id], 'normal');
			expect((await all().get(copy.id))?.state).toBe('normal');
			await intake().add(said());
			expect(await waiting()).toHaveLength(3);
		});

		test('as a published answer join its item, once the desk has it', async () => {
			const answered = () => said({ itemOfAnswer: 'i-1' });
			expect(await intake().add(answered())).toEqual({});
			await items(store().db).add(anItem);
			expect(await intake().add(answered())).toEqual({ item: 'i-1' });
		});
	});

	describe('the queue', () => {
		test('has calls for help first, then by standing, then by age', async () => {
			const { add } = intake();
			const suspect = aReport({ standing: 'suspect' });
			const unproven = aReport({ standing: 'unproven' });
			const late = aReport({ receivedAt: atHour(1) });
			const early = aReport();
			const call = aReport({ crisis: true, standing: 'suspect', receivedAt: atHour(2) });
			await Promise.all([suspect, unproven, late, early, call].map(add));
			expect(await waiting()).toEqual([call, early, late, unproven, suspect].map(({ id }) => id));
		});
	});

	describe('work that was done', () => {
		const proof = (tokenHash: string) => ({ tokenHash, expiresAt: atHour(1) });

		test('counts for one report, and another with the same waits a step further back', async () => {
			const { add } = intake();
			const [first, again] = [aReport({ proof: proof('a') }), aReport({ proof: proof('a') })];
			await Promise.all([first, again].map(add));
			const later = aReport({ proof: proof('a') });
			await add(later);
			expect((await all().get(first.id))?.standing).toBe('proven');
			expect((await all().get(again.id))?.standing).toBe('unproven');
			expect((await all().get(later.id))?.standing).toBe('unproven');
		});
	});

	describe('a text that very many send within a day', () => {
		const flood = async (many: number, changes: Partial<NewReport> = {}) => {
			const { add } = intake();
			await add(aReport({ contentHash: 'flood', ...changes }));
			const sent = Array.from({ length: many }, () =>
				aReport({ contentHash: 'flood', ...changes }),
			);
			for (let from = 0; from < many; from += 40)
				await Promise.all(sent.slice(from, from + 40).map(add));
			return sent;
		};

		test('is kept a bounded number of times, and everyone is counted and has a receipt', async () => {
			const sent = await flood(200);
			const rows = await all().waiting(1000);
			expect(rows).toHaveLength(keptInFull);
			expect(rows.length + rows.reduce((sum, { copies }) => sum + copies, 0)).toBe(201);
			expect(await storedReports(store().db)).toBe(201);
			for (const { receiptHash } of sent) expect(await all().byReceipt(receiptHash)).toBeDefined();
		});

		test('sent again by the same browser is not counted twice', async () => {
			await flood(keptInFull);
			const first = aReport({ contentHash: 'flood', content: '同一句', submission: 's' });
			const again = aReport({ contentHash: 'flood', content: '同一句', submission: 's' });
			const { add } = intake();
			await add(first);
			await add(again);
			expect(await storedReports(store().db)).toBe(keptInFull + 2);
			expect(await all().byReceipt(first.receiptHash)).toBeUndefined();
			expect(await all().byReceipt(again.receiptHash)).toBeDefined();
		});

		test('is kept every time when it calls for help', async () => {
			await flood(60, { crisis: true });
			expect(await all().waiting(1000)).toHaveLength(61);
		});

		test('goes with the report that it is counted with', async () => {
			const sent = await flood(60);
			expect(await all().forget(atHour(200))).toBe(keptInFull);
			expect(await storedReports(store().db)).toBe(0);
			expect(await all().byReceipt(sent.at(-1)?.receiptHash ?? '')).toBeUndefined();
		});
	});
});

describe('the thread of an embedded store', () => {
	const store = freshSqlite();
	const fileOf = async () => {
		const { rows } = await sql<{ file: string }>`pragma database_list`.execute(store().db);
		return rows[0]?.file;
	};

	test('stores what other connections then read', async () => {
		const intake = reportIntake(store().db, await fileOf());
		const sent = Array.from({ length: 30 }, () => aReport());
		await Promise.all(sent.map(intake.add));
		expect(await reports(store().db).waitingCount()).toBe(30);
		await intake.close();
	});

	test('fails one report and not its neighbors', async () => {
		const intake = reportIntake(store().db, await fileOf());
		const one = aReport();
		const outcomes = await Promise.allSettled(
			[one, aReport({ id: one.id }), aReport()].map(intake.add),
		);
		expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		await intake.close();
	});
});
