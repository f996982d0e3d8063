import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { gapHandlings } from './gap-handlings.ts';
import { readerFeedback } from './reader-feedback.ts';
import { staffBodies } from './staff-bodies.ts';

eachStore((store) => {
	const path = '/guides/flood-plan/';
	const handled = { gap: 'a', state: 'handled', note: '已补上', by: 'p1', at: atHour(1) } as const;

	test('what was said last of a gap holds, and the rate counts what was handled', async () => {
		const feedback = readerFeedback(store().db);
		const handlings = gapHandlings(store().db);
		for (const id of ['a', 'b'])
			await feedback.addGap({ id, day: '2026-03-14', path, text: '没有写时间' });
		await feedback.addGap({ id: 'old', day: '2026-01-01', path, text: '没有写地点' });
		expect(await handlings.keep({ ...handled, state: 'read', note: '', at: noon })).toBe(true);
		expect(await handlings.counts('2026-03-01')).toEqual({ all: 2, handled: 0 });
		expect(await handlings.keep(handled)).toBe(true);
		expect(await handlings.of(['a', 'b'])).toEqual([handled]);
		expect(await handlings.counts('2026-03-01')).toEqual({ all: 2, handled: 1 });
	});

	test('of a gap that nobody knows nothing is kept', async () => {
		expect(await gapHandlings(store().db).keep(handled)).toBe(false);
	});

	test('what was done about a gap is forgotten with the gap', async () => {
		const feedback = readerFeedback(store().db);
		await feedback.addGap({ id: 'a', day: '2026-01-01', path, text: '没有写时间' });
		await gapHandlings(store().db).keep(handled);
		await feedback.forget('2026-03-01');
		expect(await gapHandlings(store().db).of(['a'])).toEqual([]);
	});

	test('a member of staff reads for one body, or for nobody in particular', async () => {
		const bodies = staffBodies(store().db);
		expect(await bodies.of('p1')).toBeUndefined();
		await bodies.set('p1', 'cdc');
		await bodies.set('p1', 'water');
		expect(await bodies.of('p1')).toBe('water');
		await bodies.set('p1', undefined);
		expect(await bodies.of('p1')).toBeUndefined();
	});
});
