import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leftStoreFault, noteStore, otherDatabaseFault, portalFault } from './store-note.ts';

let dataDir: string;
const databaseUrl = 'postgres://mingbai:very-secret@db.county.example/mingbai';
const inFile = () => ({ dataDir, databaseUrl: undefined });
const inDatabase = () => ({ dataDir, databaseUrl });

beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'mingbai-note-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

describe('a command', () => {
	test.each(['', 'var'])(
		'is refused the folder "%s", in which no portal ever ran',
		async (below) => {
			const place = { ...inFile(), dataDir: join(dataDir, below) };
			expect(await portalFault(place)).toContain(`No portal has ever run in ${place.dataDir}`);
			expect(await portalFault({ ...place, databaseUrl })).toContain('DATA_DIR');
		},
	);

	test.each(['mingbai.sqlite', 'auth-secret'])(
		'takes a folder with %s for one of a portal',
		async (name) => {
			await writeFile(join(dataDir, name), '');
			expect(await portalFault(inFile())).toBeUndefined();
		},
	);

	test('without DATABASE_URL is refused the folder of a portal that has a database, whatever file is left there', async () => {
		await noteStore(inDatabase());
		await writeFile(join(dataDir, 'mingbai.sqlite'), 'of last year');
		expect(await portalFault(inFile())).toContain('set DATABASE_URL');
		expect(await portalFault(inDatabase())).toBeUndefined();
	});

	test('with DATABASE_URL is refused the folder of a portal that keeps its store in a file', async () => {
		await noteStore(inFile());
		expect(await portalFault(inDatabase())).toContain('migrate-db');
		expect(await portalFault(inFile())).toBeUndefined();
	});
});

describe('the note of a store', () => {
	test('holds no secret', async () => {
		await noteStore(inDatabase());
		expect(await readFile(join(dataDir, 'store.json'), 'utf8')).toBe('{"store":"database"}\n');
	});

	test('follows the portal', async () => {
		await noteStore(inFile());
		expect(await leftStoreFault(inFile())).toBeUndefined();
		await noteStore(inDatabase());
		expect(await leftStoreFault(inFile())).toContain('To go back to it on purpose');
	});

	test('keeps the portal from beginning an empty database beside a store in a file', async () => {
		await noteStore(inFile());
		expect(await leftStoreFault(inDatabase())).toContain('migrate-db first');
	});

	test('keeps a second portal with a database of its own off the folder', async () => {
		await noteStore(inDatabase(), 'first');
		expect(await otherDatabaseFault(dataDir, async () => 'first')).toBeUndefined();
		expect(await otherDatabaseFault(dataDir, async () => 'second')).toContain(
			'two portals may not share',
		);
		expect(await otherDatabaseFault(dataDir, async () => undefined)).toContain('DATABASE_URL');
	});

	test('lets whatever database was moved or restored into the folder be noted at the next start', async () => {
		await noteStore(inDatabase(), 'first');
		await noteStore(inDatabase());
		expect(await otherDatabaseFault(dataDir, async () => 'second')).toBeUndefined();
	});

	test('that is not ours says nothing', async () => {
		await mkdir(join(dataDir, 'releases'));
		await writeFile(join(dataDir, 'store.json'), '{"store":');
		expect(await portalFault(inFile())).toBeUndefined();
	});
});
