import { describe, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { pushAnswer } from './push-answer.ts';

const google = 'https://fcm.googleapis.com';
const windows = 'https://wns2-sg2p.notify.windows.com';
const answer = (status: number, retryAfter?: string, origin = google) =>
	pushAnswer(status, retryAfter, { origin, now: noon });

describe('a push service that answers', () => {
	test.each([
		[200, 'delivered'],
		[201, 'delivered'],
		[202, 'delivered'],
		[404, 'gone'],
		[410, 'gone'],
		[413, 'refused'],
		[307, 'refused'],
		[406, 'refused'],
		[400, 'our-fault'],
		[401, 'our-fault'],
		[403, 'our-fault'],
		[408, 'failed'],
		[500, 'failed'],
		[503, 'failed'],
		[429, 'throttled'],
	])('%i means: %s', (status, kind) => {
		expect(answer(status).kind).toBe(kind);
	});

	test('406 asks for patience where it comes from Windows', () => {
		expect(answer(406, undefined, windows).kind).toBe('throttled');
	});

	test.each([
		['7', 7000],
		['Sat, 14 Mar 2026 04:00:30 GMT', 30_000],
		['Fri, 06 Mar 2020 04:00:30 GMT', 0],
		['soon', undefined],
		['9'.repeat(40), 3_600_000],
		['Fri, 31 Dec 9999 23:59:59 GMT', 3_600_000],
	])('429 with Retry-After "%s" is waited for', (retryAfter, wait) => {
		expect(answer(429, retryAfter)).toEqual({ kind: 'throttled', retryAfterMs: wait });
	});

	test('503 with Retry-After is waited for too', () => {
		expect(answer(503, '2')).toEqual({ kind: 'throttled', retryAfterMs: 2000 });
	});
});
