import { describe, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import type { LiveRelease } from '../release/live-release.ts';
import { healthRoutes } from './health.ts';

const manifest = { number: 41, at: noon, commit: 'c', renderer: 'r', pages: new Map() };
const released = { manifest, content: { setAside: [] }, failures: [] } as unknown as LiveRelease;

function health({ live = true, store = true, stopping = false }) {
	return healthRoutes({
		releaser: {
			live: () => (live ? released : undefined),
			failing: () => undefined,
			moment: () => Promise.reject(new Error('not asked for')),
		},
		storeState: async () => (store ? 'ok' : 'unreachable'),
		remote: () => undefined,
		isStopping: () => stopping,
	});
}

const statusOf = async (path: string, state: Parameters<typeof health>[0]) =>
	(await health(state).request(path)).status;

describe('a load balancer sends readers', () => {
	test('to a machine whose store is down, for it still has the pages', async () => {
		expect(await statusOf('/ready', { store: false })).toBe(200);
		expect(await statusOf('/', { store: false })).toBe(503);
	});

	test('not to one that has nothing released yet, nor to one that stops', async () => {
		expect(await statusOf('/ready', { live: false })).toBe(503);
		expect(await statusOf('/ready', { stopping: true })).toBe(503);
	});
});
