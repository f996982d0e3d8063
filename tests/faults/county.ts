import { randomUUID } from 'node:crypto';
import {
	cp,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makePublisher } from '../bench/staff-client.ts';
import { freePort, type PortalRun, runPortal } from '../portal-process.ts';

/** A county that has been running for a while, on a data folder of its own, with a publisher. */
export interface County {
	readonly url: string;
	readonly dataDir: string;
	/** The publisher's. */
	readonly password: string;
	/** Starts its portal and waits until it serves all; with `TEST_CLOCK`, by a clock that the test sets. */
	start(env?: Readonly<Record<string, string>>): Promise<PortalRun>;
	/** Starts its portal and waits for nothing. */
	run(env?: Readonly<Record<string, string>>): PortalRun;
	/** Ends whatever runs, and removes the folder. */
	remove(): Promise<void>;
}

/** What every page names as the site's address, so that a county which was made once can be copied to any port. */
const siteUrl = 'http://localhost:4321';

export const serving = /^Mingbai serves \S+$/m;
export const readingOnly = /^Only what was released before is served/m;

/** Opens a copy of the county that is made once an hour, in a folder of its own or in a given one. */
export async function aCounty({
	folder,
	env = {},
}: {
	readonly folder?: string;
	readonly env?: Readonly<Record<string, string>>;
} = {}): Promise<County> {
	const pattern = await preparedFolder();
	const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'mingbai-fault-')));
	await cp(join(pattern, 'data'), dataDir, { recursive: true });
	// It begins with an empty database on purpose.
	if (env['DATABASE_URL']) await rm(join(dataDir, 'store.json'), { force: true });
	const port = await freePort();
	const own = { PORT: String(port), SITE_URL: siteUrl, DATA_DIR: dataDir, ...env };
	const running: PortalRun[] = [];
	const run = (more: Readonly<Record<string, string>> = {}) => {
		const started = runPortal({
			env: { ...own, ...more },
			...(more['TEST_CLOCK'] && { command: [process.execPath, 'tests/clocked-portal.ts'] }),
		});
		running.push(started);
		return started;
	};
	return {
		url: `http://localhost:${port}`,
		dataDir,
		password: await readFile(join(pattern, 'password'), 'utf8'),
		run,
		async start(more) {
			const started = run(more);
			await started.waitForOutput(serving);
			return started;
		},
		async remove() {
			await Promise.all(running.map((each) => each.end('SIGKILL')));
			if (!folder) await rm(dataDir, { recursive: true, maxRetries: 3 });
		},
	};
}

/** A first start renders and seeds everything, which takes longer than what is tested here. */
async function preparedFolder(): Promise<string> {
	const version = (await readFile('.renderer/version', 'utf8')).trim();
	const hour = new Date().toISOString().slice(0, 13);
	const cache = resolve('node_modules/.cache/counties');
	const folder = join(cache, `${version}-${hour}`);
	if (await isThere(join(folder, 'password'))) return folder;
	await forgetOld(cache);
	const own = join(cache, randomUUID());
	const dataDir = join(own, 'data');
	await mkdir(dataDir, { recursive: true });
	const env = { PORT: String(await freePort()), SITE_URL: siteUrl, DATA_DIR: dataDir };
	const portal = runPortal({ env });
	await portal.waitForOutput(serving);
	await portal.end('SIGTERM');
	await writeFile(join(own, 'password'), await makePublisher(dataDir, new Date()));
	// Whoever else made one at the same time was first.
	await rename(own, folder).catch(() => rm(own, { recursive: true }));
	return folder;
}

/** Others may be copying what was made in the hour before, or making theirs. */
async function forgetOld(cache: string): Promise<void> {
	const twoHoursAgo = Date.now() - 2 * 60 * 60 * 1000;
	for (const name of await readdir(cache).catch(() => [])) {
		const place = join(cache, name);
		const made = await stat(place).catch(() => undefined);
		if (made && made.mtimeMs < twoHoursAgo) await rm(place, { recursive: true, force: true });
	}
}

function isThere(file: string): Promise<boolean> {
	return readFile(file).then(
		() => true,
		() => false,
	);
}
