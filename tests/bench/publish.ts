import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRepository, type Repository } from '../../functions/content/repository.ts';
import { seedDemo } from '../../functions/content/seed.ts';
import { openSigningKeys } from '../../functions/signing/signing-keys.ts';
import { freePort, type PortalRun, runPortal } from '../portal-process.ts';
import { type PushService, startPushService } from '../push-service.ts';
import { archive } from './archive.ts';
import { buildWholeSite } from './full-build.ts';
import { readyNotice } from './ready-notice.ts';
import { makePublisher, type StaffClient, signIn } from './staff-client.ts';

const publications = 20;

/** A portal with an archive, run as a process of its own. */
interface Bench {
	readonly url: string;
	readonly env: Readonly<Record<string, string>>;
	readonly push: PushService;
	readonly repository: Repository;
}

/** From "publish" to a live page and the first push, with an archive of `entries` notices in two languages. */
export async function benchPublish(entries: number): Promise<Record<string, unknown>> {
	const push = await startPushService();
	const dataDir = await mkdtemp(join(tmpdir(), 'mingbai-bench-'));
	try {
		const bench = await prepare(entries, dataDir, push);
		const password = await makePublisher(dataDir, new Date());
		const cold = await start(bench);
		await cold.portal.end('SIGTERM');
		const warm = await start(bench);
		const staff = await signIn(bench.url, password);
		await subscribe(bench);
		const runs: Publication[] = [];
		for (let index = 0; index < publications; index += 1)
			runs.push(await publishOne(bench, staff, entries + index));
		const peak = await peakMemory(warm.portal);
		const phases = phasesOf(warm.portal.output());
		await warm.portal.end('SIGTERM');
		const fullBuild = await fullBuildOf(bench);
		const live = median(runs.map((run) => run.live));
		return {
			entries,
			publish_to_live_ms: round(live),
			publish_to_first_push_ms: round(median(runs.map((run) => run.firstPush))),
			pages_rendered: median(phases.map((each) => each.rendered)),
			full_build_ms: round(fullBuild),
			ratio: round(fullBuild / live),
			peak_rss_mb: peak,
			cold_start_ms: round(cold.elapsed),
			warm_start_ms: round(warm.elapsed),
			publish_to_live_worst_ms: round(Math.max(...runs.map((run) => run.live))),
			...medianPhases(phases.map((each) => each.phases)),
		};
	} finally {
		await push.close();
		await rm(dataDir, { recursive: true, force: true });
	}
}

async function prepare(entries: number, dataDir: string, push: PushService): Promise<Bench> {
	const contentRepo = join(dataDir, 'content.git');
	const repository = await openRepository(contentRepo);
	const now = new Date();
	const { sign } = await openSigningKeys(dataDir, now);
	await seedDemo(repository, 'content', now, sign);
	await repository.commit({
		parent: await repository.head(),
		changes: new Map(
			[...archive(entries, now)].map(([path, text]) => [path, new TextEncoder().encode(text)]),
		),
		author: { name: 'Mingbai', email: 'portal@localhost' },
		message: 'Add the archive',
		at: now,
	});
	const port = await freePort();
	const url = `http://localhost:${port}`;
	const env = {
		PORT: String(port),
		SITE_URL: url,
		DATA_DIR: dataDir,
		CONTENT_REPO: contentRepo,
		NODE_EXTRA_CA_CERTS: push.caFile,
		PUSH_EXTRA_ORIGINS: push.origin,
	};
	return { url, env, push, repository };
}

async function start({ env }: Bench): Promise<{ portal: PortalRun; elapsed: number }> {
	const from = performance.now();
	const portal = runPortal({ env });
	await portal.waitForOutput(/^Mingbai serves \S+$/m);
	return { portal, elapsed: performance.now() - from };
}

async function subscribe({ url, push }: Bench): Promise<void> {
	const answer = await fetch(`${url}/api/subscriptions`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({
			...push.subscription('resident'),
			topics: [],
			areas: [],
			language: 'zh-CN',
		}),
	});
	if (!answer.ok) throw new Error(`subscription answered ${answer.status}`);
}

interface Publication {
	/** Until the page answers 200 over HTTP, in milliseconds. */
	readonly live: number;
	/** Until the push service has its first message, in milliseconds. */
	readonly firstPush: number;
}

/** Writes, signs and publishes a notice, and looks for its page from outside all the while. */
async function publishOne(bench: Bench, staff: StaffClient, index: number): Promise<Publication> {
	const slug = `bench-${index}`;
	const publish = await readyNotice(staff, slug, index);
	const pushed = bench.push.received().length;
	const from = performance.now();
	const firstPush = bench.push
		.waitFor((received) => received.length > pushed)
		.then(() => performance.now() - from);
	const live = untilLive(`${bench.url}/notices/${slug}/`).then(() => performance.now() - from);
	await publish();
	return { live: await live, firstPush: await firstPush };
}

async function untilLive(address: string): Promise<void> {
	for (;;) {
		const answer = await fetch(address);
		await answer.arrayBuffer();
		if (answer.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 3));
	}
}

interface ReleaseLine {
	readonly rendered: number;
	/** Pages that were left to the release right behind it. */
	readonly following: number;
	readonly phases: Readonly<Record<string, number>>;
}

/** What the portal itself says about each release that brought a notice, without the one it makes as it starts. */
function phasesOf(output: string): ReleaseLine[] {
	const lines = output
		.split('\n')
		.filter((line) => line.includes('"message":"released"'))
		.map((line) => JSON.parse(line) as ReleaseLine);
	return lines.filter((_, index) => (lines[index - 1]?.following ?? 0) === 0).slice(-publications);
}

function medianPhases(all: readonly ReleaseLine['phases'][]): Record<string, number> {
	const names = new Set(all.flatMap((each) => Object.keys(each)));
	return Object.fromEntries(
		[...names].map((name) => [`phase_${name}_ms`, median(all.map((each) => each[name] ?? 0))]),
	);
}

/** The most memory the process ever held, in megabytes (`VmHWM` of proc(5)). */
async function peakMemory(portal: PortalRun): Promise<number> {
	const status = await readFile(`/proc/${portal.pid}/status`, 'utf8');
	return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

/** A plain build of exactly what the portal has live, in milliseconds. */
async function fullBuildOf({ repository, url }: Bench): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-bench-content-'));
	try {
		const head = await repository.head();
		if (!head) throw new Error('the content repository has no commit');
		const source = repository.source(head);
		for (const { path, blob } of await source.list()) {
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), await repository.readBlob(blob));
		}
		return await buildWholeSite(folder, url);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
