import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOrigins, type Origins } from './origins.ts';

let origins: Origins;
const noAnswer = 'https://made-up.push.services.mozilla.com';
const service = 'https://updates.push.services.mozilla.com';

beforeEach(() => {
	origins = createOrigins({
		dial: () => Promise.reject(new Error('no such host')),
		idleMs: 20,
		initialRate: 100,
		onDown: () => undefined,
	});
});

afterEach(() => origins.close());

test('hosts that never took a message are forgotten, and services that did are not', async () => {
	origins.of(service).refusals.accepted();
	origins.of(noAnswer).line.warm();
	await expect.poll(() => origins.names()).toEqual([service]);
});

test('a host that is left alone for a while is not forgotten before', async () => {
	origins.of(noAnswer).pace.pause(performance.now() + 60_000);
	origins.of(service);
	await expect.poll(() => origins.names()).toEqual([noAnswer]);
});
