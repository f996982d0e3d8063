import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { readinessApprovals } from './readiness-approvals.ts';

eachStore((store) => {
	test('the last approval of a text takes the place of the one before', async () => {
		const approvals = readinessApprovals(store().db);
		const first = { hazard: 'flood', kind: 'script', wordsHash: 'a', by: 'p1', at: noon } as const;
		await approvals.keep(first);
		await approvals.keep({ ...first, kind: 'poster' });
		await approvals.keep({ ...first, wordsHash: 'b', by: 'p2', at: atHour(2) });
		expect(await approvals.list()).toEqual([
			{ ...first, kind: 'poster' },
			{ ...first, wordsHash: 'b', by: 'p2', at: atHour(2) },
		]);
	});
});
