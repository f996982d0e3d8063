import { expect, test } from 'vitest';
import { mayFollow } from './paths.ts';

test.each([
	'/areas/330328/',
	'/feeds/areas/330328.xml',
	'/it/notices/',
	'/en/notices/archive/2026-03/',
	'/en/feeds/notices.xml',
	'/it/emergency-pack/',
])('nobody waits for %s as for a notice', (path) => {
	expect(mayFollow(path)).toBe(true);
});

test.each([
	'/',
	'/en/',
	'/alerts.json',
	'/notices/',
	'/feeds/notices.xml',
	'/notices/flood/',
	'/en/notices/flood/',
	'/en/notices/flood/poster/',
	'/it/incidents/typhoon/',
	'/cap/index.xml',
])('people wait for %s', (path) => {
	expect(mayFollow(path)).toBe(false);
});
