import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../tests/portal-process.ts';
import { readStart } from './start-problems.ts';

let folder: string;
let sound: { readonly DATA_DIR: string; readonly PORT: string };

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-start-'));
	sound = { DATA_DIR: join(folder, 'county', 'data'), PORT: String(await freePort()) };
});
afterEach(() => rm(folder, { recursive: true }));

async function faultsOf(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
	const read = await readStart({ ...sound, ...env });
	return 'problems' in read
		? read.problems.map(({ variable, message }) => `${variable} ${message}`)
		: [];
}

describe('a start', () => {
	test('makes the folder that DATA_DIR names and leaves nothing in it', async () => {
		expect(await faultsOf({})).toEqual([]);
		expect(await readdir(sound.DATA_DIR)).toEqual([]);
	});

	test.each([
		['/proc/mingbai', 'cannot be made'],
		['/dev/null/mingbai', 'is a file, or lies below one'],
	])('is refused with DATA_DIR=%s, which %s', async (DATA_DIR, reason) => {
		const faults = await faultsOf({ DATA_DIR });
		expect(faults).toEqual([expect.stringContaining(reason)]);
		expect(faults[0]).toContain(`DATA_DIR is ${DATA_DIR}`);
	});

	test('is refused where DATA_DIR or CONTENT_REPO is a file', async () => {
		const file = join(folder, 'file');
		await writeFile(file, '');
		expect(await faultsOf({ DATA_DIR: file })).toEqual([expect.stringContaining('DATA_DIR is')]);
		expect(await faultsOf({ CONTENT_REPO: file })).toEqual([
			expect.stringContaining('CONTENT_REPO is'),
		]);
	});

	test('is refused where something else answers at PORT or METRICS_PORT', async () => {
		const other = createServer();
		const port = await freePort();
		await new Promise<void>((resolve) => other.listen(port, 'localhost', resolve));
		const inUse = expect.stringContaining('something else answers');
		expect(await faultsOf({ PORT: String(port) })).toEqual([inUse]);
		const faults = await faultsOf({ METRICS_PORT: String(port) });
		expect(faults).toEqual([expect.stringContaining(`METRICS_PORT is ${port}, where`)]);
		await new Promise((resolve) => other.close(resolve));
	});

	test('is refused with an address that this machine does not have', async () => {
		// RFC 5737: an address of documents.
		expect(await faultsOf({ HOST: '192.0.2.1' })).toEqual([
			expect.stringContaining('HOST is 192.0.2.1, which is no address of this machine'),
		]);
	});

	test('names what is wrong with folders and ports together with every other fault', async () => {
		const faults = await faultsOf({
			DATA_DIR: '/dev/null/mingbai',
			SITE_URL: 'nonsense',
			METRICS_PORT: sound.PORT,
			METRICS_HOST: '192.0.2.1',
			HOST: '0.0.0.0',
		});
		for (const variable of ['DATA_DIR', 'SITE_URL', 'METRICS_PORT', 'METRICS_HOST'])
			expect(faults).toContainEqual(expect.stringMatching(`^${variable} `));
	});

	test('is refused with a variable that looks misspelt, and names the likely one', async () => {
		expect(await faultsOf({ SITE_ULR: 'https://www.example.gov.cn' })).toEqual([
			expect.stringContaining('SITE_ULR is no variable of the portal: SITE_URL is meant'),
		]);
	});

	test('is refused with certificates that cannot be read', async () => {
		const file = join(folder, 'ca.pem');
		const faultOf = async () => (await faultsOf({ NODE_EXTRA_CA_CERTS: file }))[0];
		expect(await faultOf()).toContain('which cannot be read (ENOENT)');
		await writeFile(file, 'nonsense');
		expect(await faultOf()).toContain('which holds no certificate');
	});

	test('names a database that does not answer together with every other fault, and waits for it where it is the only one', async () => {
		const DATABASE_URL = 'postgres://county:SECRET@127.0.0.1:1/county';
		expect(await faultsOf({ DATABASE_URL })).toEqual([]);
		const faults = await faultsOf({ DATABASE_URL, SITE_URL: 'nonsense' });
		expect(faults).toContainEqual(
			expect.stringMatching(/^DATABASE_URL names 127\.0\.0\.1:1, where/),
		);
		expect(faults.join()).not.toContain('SECRET');
	});
});
