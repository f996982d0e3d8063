import { describe, expect, test } from 'vitest';
import { atHour, noon, someSettings } from '../../tests/builders.ts';
import type { VillageNotice } from './link-answers.ts';
import type { SignedLink } from './signed-link.ts';
import { coverageOf } from './village-coverage.ts';
import type { VillageTick } from './village-tick.ts';

const county: VillageNotice = {
	ref: 'n-1',
	title: '减少聚集',
	lang: 'zh-CN',
	page: 'notices/n-1/',
	areas: ['999900'],
	exercise: false,
	inForce: true,
};

function aVillage(post: string, subject = '999900101', contact?: string): SignedLink {
	const about = { id: post, kind: 'village', subject, post, contact } as const;
	return { ...about, madeBy: 'u', madeAt: noon, expiresAt: atHour(999) };
}

function ticked(
	link: string,
	what: VillageTick['what'],
	changes: Partial<VillageTick> = {},
): VillageTick {
	const about = { link, id: `${link}.${what}`, ref: 'n-1', what, count: 1, exercise: false };
	return { ...about, at: noon, receivedAt: noon, ...changes };
}

const villages = [
	aVillage('溪口村', '999900201'),
	aVillage('上坞村', '999900101', '0000-5550133'),
	aVillage('丁村'),
];
const settings = someSettings();

function coverage(
	notice: VillageNotice,
	ticks: readonly VillageTick[],
	links: readonly SignedLink[] = villages,
) {
	return coverageOf(notice, { links, ticks, settings, now: noon });
}

describe('what villages did with a notice', () => {
	test('lists who has not by township and name, and what is still to be done', () => {
		const ticks = [ticked('上坞村', 'played'), ticked('丁村', 'played'), ticked('丁村', 'posted')];
		const done = coverage(county, ticks);
		expect(done).toMatchObject({ villages: 3, played: 2, posted: 1 });
		expect(done.missing).toEqual([
			{
				area: '999900101',
				villages: [{ post: '上坞村', contact: '0000-5550133', played: true, posted: false }],
			},
			{
				area: '999900201',
				villages: [{ post: '溪口村', contact: undefined, played: false, posted: false }],
			},
		]);
	});

	test('asks only villages that it concerns', () => {
		const local = { ...county, areas: ['999900201'] };
		expect(coverage(local, []).villages).toBe(1);
	});

	test('counts doors, and knows the first tick', () => {
		const ticks = [
			ticked('丁村', 'visited', { count: 12, at: atHour(2) }),
			ticked('溪口村', 'visited', { count: 5, at: atHour(1) }),
			ticked('溪口村', 'played', { ref: 'n-2', at: atHour(-5) }),
		];
		expect(coverage(county, ticks)).toMatchObject({
			visited: 17,
			firstTick: atHour(1).toISOString(),
		});
	});

	test('asks nobody to read out what is over, but names who still has its poster up', () => {
		const ended = { ...county, inForce: false };
		const down = ticked('溪口村', 'taken-down', { at: atHour(1) });
		const ticks = [ticked('丁村', 'posted'), ticked('溪口村', 'posted'), down];
		const { missing, hanging } = coverage(ended, ticks);
		expect(missing).toEqual([]);
		expect(hanging).toEqual([{ post: '丁村', contact: undefined, ended: false }]);
	});

	describe('of a post whose link has ended', () => {
		const over = { ...county, inForce: false };
		const expired = { ...aVillage('丁村'), id: 'old', expiresAt: noon };
		const posted = ticked('old', 'posted', { at: atHour(-2) });

		test('asks for nothing more, but goes on naming its poster', () => {
			expect(coverage(county, [posted], [expired])).toMatchObject({ villages: 0, missing: [] });
			const [hanging] = coverage(over, [posted], [expired]).hanging;
			expect(hanging).toEqual({ post: '丁村', contact: undefined, ended: true });
		});

		test('takes the word of its new link, for what was put up and what is down', () => {
			const links = [expired, aVillage('丁村')];
			expect(coverage(county, [posted], links)).toMatchObject({ villages: 1, posted: 1 });
			expect(coverage(over, [posted], links).hanging).toMatchObject([{ ended: false }]);
			const down = ticked('丁村', 'taken-down', { at: atHour(-1) });
			expect(coverage(over, [posted, down], links).hanging).toEqual([]);
		});

		test('takes no word of another post', () => {
			const down = ticked('上坞村', 'taken-down', { at: atHour(-1) });
			const links = [expired, aVillage('上坞村'), aVillage('丁村', '999900201')];
			expect(coverage(over, [posted, down], links).hanging).toHaveLength(1);
		});
	});
});
