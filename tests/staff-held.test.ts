import { expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import type { HeldAnnouncement } from '../src/domain/staff-answers.ts';
import { noon, sourceOf } from './builders.ts';

const { renderer } = await loadRenderer(process.cwd());
const content = await renderer.read(sourceOf({}));
const moment = {
	now: noon,
	release: { number: 1, at: noon },
	siteUrl: 'http://localhost:4321',
	observations: {},
};

/** The sections of the staff page about alerts that wait for a publisher. */
async function sections(held: readonly HeldAnnouncement[]) {
	const answer = {
		me: { name: '周', roles: ['publisher'] },
		data: {
			...{ accounts: [], drafts: [], secondSignatures: [], publications: [], setAside: [] },
			...{ releases: [], pinned: false, alerts: [], refusingPushServices: [], waitingReports: 0 },
			held,
		},
	};
	const { body } = await renderer.render('/staff/', content, moment, answer);
	const html = new TextDecoder().decode(body);
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
