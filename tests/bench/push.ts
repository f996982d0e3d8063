import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AlertFigures } from './push-alert.ts';
import type { RunFigures } from './push-run.ts';
import type { SinkAddress, SinkCounts, SinkOrders } from './push-sink.ts';

/**
 * Messages a second, sent by the library as its README shows and by our senders, side by side, and a whole alert through
 * the store, the batches and the ledger. Each runs in a process of its own; the push service has one too.
 */
export async function benchPush(subscriptions: number): Promise<Record<string, number>> {
	const sink = await startSink();
	try {
		const naive = await run(sink, 'naive', 6_000, 0);
		const oneCore = await run(sink, 'one-core', 60_000, 0);
		const twoCores = await run(sink, 'two-cores', 100_000);
		const crypto = await run(sink, 'crypto', 60_000, 0);
		const alert = await runAlert(sink, subscriptions);
		return {
			naive_per_s: naive.perSecond,
			one_core_per_s: oneCore.perSecond,
			two_cores_per_s: twoCores.perSecond,
			crypto_limit_per_s: crypto.perSecond,
			ratio_one_core: oneCore.perSecond / naive.perSecond,
			naive_cpu_s_per_1k: naive.cpuSecondsPer1000,
			cpu_s_per_1k: oneCore.cpuSecondsPer1000,
			ratio_cpu: naive.cpuSecondsPer1000 / oneCore.cpuSecondsPer1000,
			naive_peak_rss_mb: naive.peakRssMb,
			one_core_peak_rss_mb: oneCore.peakRssMb,
			...alert,
		};
	} finally {
		sink.process.kill();
	}
}

interface Sink {
	readonly process: ChildProcess;
	readonly address: SinkAddress;
	tell(message: { set?: SinkOrders; reset?: true; count?: true }): Promise<SinkCounts>;
}

async function startSink(): Promise<Sink> {
	const started = fork(new URL('./push-sink.ts', import.meta.url), { serialization: 'advanced' });
	const [address] = (await once(started, 'message')) as [SinkAddress];
	return {
		process: started,
		address,
		async tell(message) {
			const answer = once(started, 'message');
			started.send(message);
			const [counts] = (await answer) as [SinkCounts];
			return counts;
		},
	};
}

/** On one core the push service has the other to itself. */
async function run(sink: Sink, way: string, count: number, core?: number): Promise<RunFigures> {
	await sink.tell({ reset: true });
	const figures = await inProcess<RunFigures>('./push-run.ts', [way, String(count)], sink, core);
	const { received, unopened } = await sink.tell({ count: true });
	if (way !== 'crypto' && (received < count || unopened > 0))
		throw new Error(`${way}: ${received} of ${count} arrived, ${unopened} could not be opened`);
	return figures;
}

async function runAlert(sink: Sink, subscriptions: number): Promise<Record<string, number>> {
	await sink.tell({ reset: true });
	const args = [String(subscriptions)];
	const figures = await inProcess<AlertFigures>('./push-alert.ts', args, sink);
	const counts = await sink.tell({ count: true });
	if (counts.reached !== subscriptions || counts.received !== subscriptions || counts.unopened > 0)
		throw new Error(`of ${subscriptions}: ${JSON.stringify(counts)}`);
	return {
		alert_subscriptions: subscriptions,
		alert_first_ms: counts.firstAt - figures.begunAt,
		alert_last_ms: counts.lastAt - figures.begunAt,
		alert_peak_rss_mb: figures.peakRssMb,
		alert_before_rss_mb: figures.rssBeforeMb,
		alert_loop_delay_p99_ms: figures.loopDelayP99Ms,
		prepared_per_s: figures.preparedPerSecond,
	};
}

async function inProcess<T>(
	file: string,
	args: readonly string[],
	sink: Sink,
	core?: number,
): Promise<T> {
	const env = {
		...process.env,
		SINK: JSON.stringify(sink.address),
		NODE_EXTRA_CA_CERTS: sink.address.caFile,
		// As `npm start` has it.
		MALLOC_ARENA_MAX: '2',
	};
	const path = new URL(file, import.meta.url);
	const child = fork(path, args, {
		env,
		...(core !== undefined && {
			execPath: 'taskset',
			execArgv: ['-c', String(core), process.execPath],
		}),
	});
	const ended = once(child, 'exit');
	const [figures] = (await Promise.race([
		once(child, 'message'),
		ended.then(() => Promise.reject(new Error(`${file} ended without figures`))),
	])) as [T];
	await ended;
	return figures;
}
