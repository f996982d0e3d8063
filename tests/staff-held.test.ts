import { expect, test } from 'vitest';
import type { HeldAnnouncement } from '../src/domain/staff-answers.ts';
import { staffHome } from './staff-home.ts';

/** The sections of the staff page about alerts that wait for a publisher. */
async function sections(held: readonly HeldAnnouncement[]) {
	const html = await staffHome({ name: '周', roles: ['publisher'] }, { held });
	return new Map(
		[...html.matchAll(/<section[^>]*aria-labelledby="(held[a-z-]*)".*?<\/section>/gs)].map(
			([section, id = '']) => [id, section],
		),
	);
}

const real = {
	key: 'k1',
	exercise: false,
	title: '河水上涨',
	path: '/notices/a/',
	reason: 'restored',
};
const drill = { ...real, key: 'k2', exercise: true, title: '演习转移', path: '/exercise/b/' };

test('alerts of exercises that wait after a restore stand apart from the real ones, marked', async () => {
	const shown = await sections([drill, real]);
	expect(shown.get('held')).toContain('河水上涨');
	expect(shown.get('held')).not.toContain('演习转移');
	const exercise = shown.get('held-exercise')?.replace(/\s+/g, ' ');
	expect(exercise).toContain('【演练】 演习转移');
	expect(exercise).not.toContain('河水上涨');
	expect(exercise).toContain('发给演练参加者');
});

test('where none of an exercise waits, nothing is said of exercises', async () => {
	expect([...(await sections([real])).keys()]).toEqual(['held']);
});
