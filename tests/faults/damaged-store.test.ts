import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalRun } from '../portal-process.ts';
import { aCounty, type County, readingOnly } from './county.ts';
import { brokenPages, sendReport } from './residents.ts';

let county: County;
let portal: PortalRun;

beforeAll(async () => {
	county = await aCounty();
});

afterAll(() => county?.remove());

const file = () => join(county.dataDir, 'mingbai.sqlite');

/** Writes over the pages of a table or an index, as a disk that fails does. */
async function damage(name: string): Promise<void> {
	const database = new DatabaseSync(file());
	database.exec('pragma wal_checkpoint(truncate)');
	const size = Number(database.prepare('pragma page_size').get()?.['page_size']);
	const root = database.prepare('select rootpage as n from sqlite_master where name = ?').get(name);
	database.close();
	const handle = await open(file(), 'r+');
	await handle.write(Buffer.alloc(size, 0xa5), 0, size, (Number(root?.['n']) - 1) * size);
	await handle.close();
}

const health = async () => {
	const answer = await fetch(`${county.url}/api/health`);
	return { code: answer.status, ...((await answer.json()) as { store: string }) };
};

test('a page of the store that is damaged while it runs leaves readers everything, and says what to do', async () => {
	portal = await county.start();
	await sendReport(county.url, 'before');
	await damage('reports');
	// What is in memory is still good; a question that goes to the disk finds it.
	await expect
		.poll(async () => {
			await sendReport(county.url, `${Math.random()}`);
			return health();
		})
		.toMatchObject({
			code: 503,
			store: 'damaged',
		});
	await portal.waitForOutput(readingOnly);
	expect(await brokenPages(county.url)).toEqual([]);
	const refused = await sendReport(county.url, 'after');
	expect(refused).toMatchObject({ status: 503, error: expect.stringContaining('暂时只能浏览') });
	const staff = await fetch(`${county.url}/staff/`);
	expect(staff.headers.get('retry-after')).toMatch(/^\d+$/);
	expect(await staff.text()).toContain('npm run mingbai -- restore');
	await portal.end('SIGTERM');
});

test('it starts with a damaged store, serves what can be read, and leaves the file as it is', async () => {
	const before = await readFile(file());
	portal = county.run();
	await portal.waitForOutput(readingOnly);
	expect(await health()).toMatchObject({ code: 503, store: 'damaged' });
	expect(await brokenPages(county.url)).toEqual([]);
	await portal.end('SIGTERM');
	expect((await readFile(file())).equals(before)).toBe(true);
});
