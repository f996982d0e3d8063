import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { newVapidKeys } from '../../functions/push/vapid.ts';
import { startNginx } from '../nginx.ts';
import { type PortalProcess, startPortal } from '../portal-process.ts';
import { ask, asSent, reports } from './intake.ts';
import type { Load, LoadOutcome } from './load-client.ts';
import { getText, postText } from './request-text.ts';
import { untilIdle } from './until-idle.ts';

const host = '127.0.0.1';
/** A crowd of readers; each asks for the next page as soon as it has one. */
const readers = 64;
const seconds = 8;
/** As long as two crowds read, one after the other, and a little longer. */
const floodSeconds = 2 * seconds + 3;

/**
 * The surge after an announcement, on loopback: pages beside nginx on the same files, then readers, look-ups of receipts,
 * subscriptions and reports together, then more reports than can be taken while readers go on reading. The client is a process of
 * its own and takes one of two cores.
 */
export async function benchLoad(): Promise<Record<string, number>> {
	const portal = await startPortal({
		env: { TRUST_PROXY: '1', PUSH_EXTRA_ORIGINS: 'https://push.example.com' },
	});
	const clients = [1, 2].map(() => fork(new URL('./load-client.ts', import.meta.url)));
	const nginx = await startNginx(`${portal.dataDir}/site`);
	try {
		const [client, second] = clients as [ChildProcess, ChildProcess];
		const port = Number(new URL(portal.url).port);
		await untilIdle(portal);
		const beside = await benchPages(client, port, nginx.port);
		const mixed = await ask(client, mixedLoad(port));
		const overload = await benchOverload([client, second], port);
		return {
			...beside,
			mixed_per_s: Math.round(mixed.perSecond),
			mixed_p50_ms: tenth(mixed.p50Ms),
			mixed_p99_ms: tenth(mixed.p99Ms),
			errors: beside.errors + mixed.unexpected + overload.errors,
			...overload.figures,
			peak_rss_mb: await peakMemory(portal),
		};
	} finally {
		for (const client of clients) client.kill();
		await nginx.stop();
		await portal.remove();
	}
}

/** What phones open in the first minute. */
const pages = [
	'/',
	'/alerts.json',
	'/notices/',
	'/rumors/',
	'/support/',
	'/en/',
	'/feeds/notices.xml',
	'/report/',
];

/** The same files from the portal and from nginx, in turns. Both send gzip, which stock nginx can. */
async function benchPages(client: ChildProcess, portal: number, nginx: number) {
	const load = (port: number, time = seconds): Load => ({
		port,
		connections: readers,
		seconds: time,
		requests: pages.map((path) => getText(path, host, 'gzip')),
		expected: [200],
	});
	await ask(client, load(portal, 2));
	await ask(client, load(nginx, 2));
	const rounds: { ours: LoadOutcome; theirs: LoadOutcome }[] = [];
	for (let round = 0; round < 2; round += 1)
		rounds.push({ ours: await ask(client, load(portal)), theirs: await ask(client, load(nginx)) });
	const mean = (of: (round: (typeof rounds)[number]) => number) =>
		rounds.reduce((sum, round) => sum + of(round), 0) / rounds.length;
	const ours = mean(({ ours }) => ours.perSecond);
	const theirs = mean(({ theirs }) => theirs.perSecond);
	return {
		static_per_s: Math.round(ours),
		nginx_per_s: Math.round(theirs),
		static_ratio: Math.round((ours / theirs) * 1000) / 1000,
		static_p99_ms: tenth(mean(({ ours }) => ours.p99Ms)),
		nginx_p99_ms: tenth(mean(({ theirs }) => theirs.p99Ms)),
		errors: rounds.reduce((sum, { ours, theirs }) => sum + ours.unexpected + theirs.unexpected, 0),
	};
}

/** Of a hundred requests 85 read, 6 look up a receipt, 5 subscribe and 4 report, from as many addresses. */
function mixedLoad(port: number): Load {
	const reporting = reports(20_000);
	const { publicKey } = newVapidKeys();
	const keys = { p256dh: publicKey, auth: 'AAAAAAAAAAAAAAAAAAAAAA' };
	const run = Math.random().toString(36).slice(2);
	const requests = Array.from({ length: 20_000 }, (_, index) => {
		const turn = (index * 37) % 100;
		const from = `10.${index % 200}.${(index >> 3) % 250}.${index % 250}`;
		if (turn < 85) return getText(pages[index % pages.length] ?? '/', host);
		if (turn < 91)
			return postText('/api/reports/status', host, { receipt: `2345-${index}`, language: 'zh-CN' });
		if (turn < 96) {
			const endpoint = `https://push.example.com/${run}/${index}`;
			return postText('/api/subscriptions', host, { endpoint, keys, language: 'zh-CN' }, from);
		}
		return postText('/api/reports', host, asSent(reporting[index] ?? {}), from);
	});
	return { port, connections: readers, seconds: seconds * 2, requests, expected: [200, 201] };
}

/** Three thousand connections that report without end, while a crowd goes on reading. */
async function benchOverload(
	[reading, reporting]: readonly [ChildProcess, ChildProcess],
	port: number,
) {
	const requests = pages.map((path) => getText(path, host));
	const readingLoad: Load = { port, connections: 16, seconds, requests, expected: [200] };
	/** A thousand pages a second, asked for by people who look at each. */
	const visitingLoad: Load = { ...readingLoad, connections: 200, pauseMs: 200 };
	const calm = await ask(reading, readingLoad);
	const calmVisits = await ask(reading, visitingLoad);
	const bodies = reports(40_000).map((body) => postText('/api/reports', host, asSent(body)));
	const flood = ask(reporting, {
		port,
		connections: 3000,
		seconds: floodSeconds,
		requests: bodies,
		expected: [201],
	});
	await setTimeout(1000);
	const read = await ask(reading, readingLoad);
	const visits = await ask(reading, visitingLoad);
	const taken = await flood;
	const shed = taken.statuses['503'] ?? 0;
	return {
		errors:
			calm.unexpected +
			calmVisits.unexpected +
			read.unexpected +
			visits.unexpected +
			taken.unexpected -
			shed,
		figures: {
			calm_read_per_s: Math.round(calm.perSecond),
			calm_read_p99_ms: tenth(calm.p99Ms),
			overload_read_per_s: Math.round(read.perSecond),
			overload_read_p99_ms: tenth(read.p99Ms),
			calm_visits_per_s: Math.round(calmVisits.perSecond),
			calm_visits_p50_ms: tenth(calmVisits.p50Ms),
			calm_visits_p99_ms: tenth(calmVisits.p99Ms),
			overload_visits_per_s: Math.round(visits.perSecond),
			overload_visits_p50_ms: tenth(visits.p50Ms),
			overload_visits_p99_ms: tenth(visits.p99Ms),
			overload_reports_per_s: Math.round(taken.perSecond),
			overload_shed_per_s: Math.round(shed / floodSeconds),
		},
	};
}

/** The most memory the portal ever held, in megabytes (`VmHWM` of proc(5)). */
async function peakMemory({ pid }: PortalProcess): Promise<number> {
	const status = await readFile(`/proc/${pid()}/status`, 'utf8');
	return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

function tenth(figure: number): number {
	return Math.round(figure * 10) / 10;
}
