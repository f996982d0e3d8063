import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { storeFaultOf } from './store/store-fault.ts';

/** As long as a folder may take to be tried out, in milliseconds: a network folder whose server is gone never answers. */
const patience = 5_000;

/**
 * Why a folder cannot be used, to be said after the name of its variable; `undefined` where it can. Makes it where it is not there. A disk
 * that is full or read-only is none: the portal serves reading from it and waits.
 */
export async function folderFault(given: string, isWritten: boolean): Promise<string | undefined> {
	const folder = resolve(given);
	const late = new AbortController();
	try {
		return await Promise.race([
			tryOut(folder, isWritten),
			setTimeout(
				patience,
				`is ${folder}, which does not answer within ${patience / 1000} seconds`,
				{
					signal: late.signal,
				},
			),
		]);
	} finally {
		late.abort();
	}
}

async function tryOut(folder: string, isWritten: boolean): Promise<string | undefined> {
	try {
		await makeFolder(folder);
	} catch (error) {
		return faultText(folder, codeOf(error));
	}
	if (!isWritten) return undefined;
	try {
		await writeInto(folder);
		return undefined;
	} catch (error) {
		return storeFaultOf(error) ? undefined : faultText(folder, codeOf(error));
	}
}

/** One folder after the other: asked for all at once, Node.js never answers where the system lets nobody make any, as in `/proc`. */
async function makeFolder(folder: string): Promise<void> {
	const found = await stat(folder).catch((error: unknown) => {
		if (codeOf(error) !== 'ENOENT') throw error;
	});
	if (found?.isDirectory()) return;
	if (found) throw Object.assign(new Error(`${folder} is a file`), { code: 'ENOTDIR' });
	await makeFolder(dirname(folder));
	await mkdir(folder).catch((error: unknown) => {
		// Another process made it meanwhile.
		if (codeOf(error) !== 'EEXIST') throw error;
	});
}

async function writeInto(folder: string): Promise<void> {
	const file = join(folder, `.start-${randomUUID()}`);
	try {
		const handle = await open(file, 'w');
		try {
			await handle.writeFile('1');
			await handle.sync();
		} finally {
			await handle.close();
		}
	} finally {
		await rm(file, { force: true }).catch(() => undefined);
	}
}

function faultText(folder: string, code: string): string {
	if (code === 'ENOTDIR') return `is ${folder}, which is a file, or lies below one: name a folder`;
	if (code === 'EACCES' || code === 'EPERM')
		return `is ${folder}, which this user may not make or write to: give it to the user of the portal`;
	return `is ${folder}, which cannot be made or written to (${code})`;
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
