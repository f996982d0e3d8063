import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import {
	newDataFolder,
	type PortalOptions,
	type PortalProcess,
	startPortalOn,
} from './portal-process.ts';

/** Where first starts are kept while tests run, by their port: the first one, and as many more as there are workers. */
interface PreparedPortals {
	readonly folder: string;
	readonly firstPort: number;
}

declare module 'vitest' {
	export interface ProvidedContext {
		readonly preparedPortals: PreparedPortals;
	}
}

/** Makes room for first starts. Their ports are below those that the system gives to whoever asks for any. */
export async function keepFirstStarts(): Promise<PreparedPortals & { close(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-prepared-'));
	return {
		folder,
		firstPort: 20_000 + 20 * randomInt(600),
		close: () => rm(folder, { recursive: true }),
	};
}

/**
 * Starts the portal on a copy of what its first start made of an empty data folder, as rendering and seeding take longer than
 * most of what is tested. Only one at a time in a file: every page names its port. What is given in `env` must not change pages.
 */
export async function startPreparedPortal(options: PortalOptions = {}): Promise<PortalProcess> {
	const { folder, firstPort } = inject('preparedPortals');
	const port = firstPort + Number(process.env['VITEST_POOL_ID'] ?? 0);
	const prepared = join(folder, String(port));
	if (!existsSync(prepared)) await prepare(prepared, port);
	const dataDir = await newDataFolder();
	await cp(prepared, dataDir, { recursive: true });
	return startPortalOn(dataDir, port, options);
}

async function prepare(folder: string, port: number): Promise<void> {
	const portal = await startPortalOn(await newDataFolder(), port);
	await portal.stop();
	await cp(portal.dataDir, `${folder}-begun`, { recursive: true });
	await rename(`${folder}-begun`, folder);
	await portal.remove();
}
