import { expect, test } from 'vitest';
import { supportOf } from './push-subscription.ts';

const able = { worker: true, push: true };

test('a browser inside WeChat gets no alerts, whatever it claims to support', () => {
	expect(supportOf('Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50', able)).toBe('in-app');
});

test('a browser without push is told so', () => {
	expect(supportOf('Mozilla/5.0 (iPhone)', { worker: true, push: false })).toBe('unsupported');
});

test('a browser with a service worker and push is ready', () => {
	expect(supportOf('Mozilla/5.0 (Windows NT 10.0) Edg/140', able)).toBe('ready');
});
