import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { openStore, type Store } from '../store/store.ts';
import { createMetrics } from './metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

let dataDir: string;
let store: Store;

beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'mingbai-metrics-'));
	store = await openStore({ dataDir, databaseUrl: undefined });
});
afterEach(async () => {
	await store.close();
	await rm(dataDir, { recursive: true });
});

async function look(metrics: ReturnType<typeof createMetrics>): Promise<string> {
	const served = await serveMetrics(metrics, { port: 0, host: 'localhost' });
	try {
		const other = await fetch(`http://localhost:${served.port}/`);
		expect(other.status).toBe(404);
		const answer = await fetch(`http://localhost:${served.port}/metrics`);
		expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
		return await answer.text();
	} finally {
		served.close();
	}
}

const live = { manifest: { number: 41, at: noon, commit: 'c', renderer: 'r', pages: new Map() } };

test('a monitoring system learns what is served, how the store is, and what was answered', async () => {
	const metrics = createMetrics();
	const releaser = { live: () => live, failing: () => ({ since: noon, reason: 'disk full' }) };
	metrics.follow({ releaser, store });
	metrics.answered('page', 200, 0.003);
	metrics.answered('resident', 503, 0.001);
	const text = await look(metrics);
	expect(text).toContain('mingbai_release_number 41\n');
	expect(text).toContain(`mingbai_release_timestamp_seconds ${noon.getTime() / 1000}\n`);
	expect(text).toContain('mingbai_releases_failing 1\n');
	expect(text).toContain('mingbai_store_up 1\n');
	expect(text).toContain('mingbai_subscriptions 0\n');
	expect(text).toContain('mingbai_reports_waiting 0\n');
	expect(text).toContain('mingbai_request_seconds_count{kind="resident",status="503"} 1\n');
	expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
	expect(text).not.toContain('disk full');
});

test('lines of the log are counted by what they say, and never by what they are about', async () => {
	const metrics = createMetrics();
	const written: string[] = [];
	const log = metrics.counting({
		info: (message) => written.push(message),
		error: (message, about) => written.push(`${message} ${JSON.stringify(about)}`),
	});
	log.info('published', { ref: 'flood' });
	log.error('job failed', { job: 'alerts' });
	log.error('job failed', { job: 'alerts' });
	expect(written).toEqual([
		'published',
		'job failed {"job":"alerts"}',
		'job failed {"job":"alerts"}',
	]);
	const text = await look(metrics);
	expect(text).toContain('mingbai_log_lines_total{level="error",message="job failed"} 2\n');
	expect(text).not.toContain('flood');
});

test('a store that does not answer is told, and the rest is told all the same', async () => {
	const metrics = createMetrics();
	metrics.follow({ releaser: { live: () => live, failing: () => undefined }, store });
	await store.close();
	const text = await look(metrics);
	expect(text).toContain('mingbai_store_up 0\n');
	expect(text).toContain('mingbai_release_number 41\n');
	store = await openStore({ dataDir, databaseUrl: undefined });
});
