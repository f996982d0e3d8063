import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pushServiceOf } from '../../src/domain/push-services.ts';
import { aBackup, type Backup } from '../../tests/a-backup.ts';
import { noon } from '../../tests/builders.ts';
import { longest } from '../../tests/faults/random.ts';
import { newPushMailbox } from '../../tests/push-mailbox.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { changedText, nearly, strangeObject, strangeText } from '../../tests/strange-values.ts';
import { backupFaults } from '../backup/check-backup.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { exportedLines, importLines } from '../push/subscription-lines.ts';
import { newVapidKeys } from '../push/vapid.ts';
import { openManifests } from '../release/manifest.ts';
import { ObjectLost, openObjects } from '../release/objects.ts';
import { openReadings } from '../release/readings-file.ts';
import { openStore } from '../store/store.ts';
import { subscriptions } from '../store/subscriptions.ts';
import { vapidKeyStore } from '../store/vapid-keys.ts';
import { cases } from './answers.ts';

vi.setConfig({ testTimeout: longest });

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bytes of which some are other ones, or gone. */
function damaged(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
	const at = fc.nat(Math.max(0, bytes.length - 1));
	return fc.oneof(
		at.map((end) => bytes.subarray(0, end)),
		fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([place, bits]) => {
			const other = Uint8Array.from(bytes);
			other[place] = (other[place] ?? 0) ^ bits;
			return other;
		}),
		fc.uint8Array({ minLength: 1, maxLength: 40 }).map((more) => Buffer.concat([bytes, more])),
	);
}

describe('a backup', () => {
	let backup: Backup;
	let list: { madeAt: string; files: Record<string, string> };
	beforeAll(async () => {
		backup = await aBackup();
		list = JSON.parse(await readFile(join(backup.folder, 'backup.json'), 'utf8'));
	});
	afterAll(() => backup.remove());

	/** Tries to restore a copy of the backup that was changed, and gives the faults that it is refused for. */
	async function tried(change: (copy: string) => Promise<void>): Promise<readonly string[]> {
		const copy = await mkdtemp(join(folder, 'copy-'));
		const dataDir = join(copy, 'data');
		const from = join(copy, 'backup');
		await cp(backup.folder, from, { recursive: true });
		await change(from);
		const parts = { dataDir, contentRepo: join(dataDir, 'content.git'), databaseUrl: undefined };
		const restored = await restoreBackup(parts, from, noon);
		if (restored.kind === 'restored') await (await openStore(parts)).close();
		await rm(copy, { recursive: true });
		return restored.kind === 'damaged' ? restored.faults : [];
	}

	test('of which a file was changed is refused in words, and the sound one is restored', async () => {
		const change = fc
			.constantFrom(...Object.keys(list.files))
			.chain((path) => fc.tuple(fc.constant(path), fc.infiniteStream(fc.nat())));
		await fc.assert(
			fc.asyncProperty(change, async ([path, numbers]) => {
				const faults = await tried(async (copy) => {
					const bytes = await readFile(join(copy, path));
					const at = (numbers.next().value ?? 0) % Math.max(1, bytes.length);
					const other = Buffer.from(bytes);
					other[at] = (other[at] ?? 0) ^ 1;
					await writeFile(join(copy, path), other.length > 0 ? other : 'x');
				});
				expect(faults).toEqual([`${path} has changed since the backup was made.`]);
			}),
			cases(20),
		);
		expect(await tried(async () => undefined)).toEqual([]);
	});

	test('with any other list is refused in words, unless it lists the same', async () => {
		const text = fc.oneof(
			strangeText,
			nearly(list).map((each) => JSON.stringify(each)),
			nearly(list.files).map((files) => JSON.stringify({ ...list, files })),
			strangeObject(['madeAt', 'files']).map((each) => JSON.stringify(each)),
			changedText(JSON.stringify(list)),
		);
		const file = join(backup.folder, 'backup.json');
		await fc.assert(
			fc.asyncProperty(text, async (other) => {
				await writeFile(file, other);
				const faults = await backupFaults(backup.folder);
				if (faults.length === 0) expect(JSON.parse(other).files).toEqual(list.files);
			}),
			cases(80),
		);
		await writeFile(file, JSON.stringify(list));
		expect(await backupFaults(backup.folder)).toEqual([]);
	});
});

describe('a file of subscriptions', () => {
	const store = freshSqlite();
	const endpoint = 'https://updates.push.services.mozilla.com/wpush/v2/a-secret-address';

	test('gives what can be taken of it, and tells of each other line without its address', async () => {
		const { db } = store();
		await vapidKeyStore(db).addFirst(newVapidKeys(), noon);
		const { id, publicKey } = await vapidKeyStore(db).newest();
		const choices = { topics: [], areas: [], severity: 'all', language: 'zh-CN' } as const;
		const { keys } = newPushMailbox();
		await subscriptions(db).save({ endpoint, keys, vapidKeyId: id, ...choices }, noon);
		const line = { endpoint, keys, ...choices, vapidKey: publicKey, createdAt: noon.toISOString() };
		const lines = fc.array(
			fc.oneof(
				strangeText.map((each) => each.replace(/[\r\n]/g, '')),
				nearly(line).map((each) => JSON.stringify(each)),
				strangeObject(Object.keys(line)).map((each) => JSON.stringify(each)),
				changedText(JSON.stringify(line)).map((each) => each.replace(/[\r\n]/g, '')),
			),
			{ maxLength: 6 },
		);
		const take = async (given: readonly string[], told: string[]) => {
			async function* each() {
				yield* given;
			}
			const onRefused = (_: number, fault: string) => void told.push(fault);
			return importLines(each(), { store: store(), extraOrigins: [], now: () => noon, onRefused });
		};
		await fc.assert(
			fc.asyncProperty(lines, async (given) => {
				const told: string[] = [];
				const counts = await take(given, told);
				const sum = counts.new + counts.changed + counts.same + counts.refused;
				expect(sum).toBe(given.filter((each) => each.trim() !== '').length);
				expect(told).toHaveLength(counts.refused);
				expect(told.join()).not.toContain('secret');
			}),
			cases(300),
		);
		const kept = await subscriptions(db).after(0, 100_000);
		for (const each of kept) expect(pushServiceOf(new URL(each.endpoint).hostname)).toBeDefined();
		const written: string[] = [];
		for await (const each of exportedLines(store())) written.push(each);
		const again = await take(written, []);
		expect(again).toEqual({ new: 0, changed: 0, same: kept.length, refused: 0 });
	});
});

describe('a file of a release', () => {
	test('that is not whole is no release, or one of which nothing is read from elsewhere', async () => {
		const releases = join(folder, 'releases');
		const objects = openObjects(join(folder, 'objects'));
		const hash = await objects.put(new TextEncoder().encode('正文'));
		const page = { hash, type: 'text/html', status: 200 };
		const about = { number: 7, at: noon, commit: 'c', renderer: 'r' };
		await openManifests(releases).write({ ...about, pages: new Map([['/', page]]) });
		const files = ['7.json', 'base-7.json'] as const;
		const sound = Object.fromEntries(
			await Promise.all(
				files.map(async (name) => [name, await readFile(join(releases, name), 'utf8')] as const),
			),
		);
		const other = fc.constantFrom(...files).chain((name) => {
			const text = sound[name] ?? '';
			const strange = fc.oneof(
				damaged(Buffer.from(text)),
				changedText(text).map((each) => Buffer.from(each)),
				nearly(JSON.parse(text)).map((each) => Buffer.from(JSON.stringify(each))),
			);
			return fc.tuple(fc.constant(name), strange);
		});
		await fc.assert(
			fc.asyncProperty(other, async ([name, bytes]) => {
				await writeFile(join(releases, name), bytes);
				const manifest = await openManifests(releases).read(7);
				for (const each of manifest?.pages.values() ?? []) {
					const read = await objects.get(each.hash).catch((error: unknown) => error);
					if (!(read instanceof ObjectLost)) expect(each.hash).toBe(hash);
				}
				await writeFile(join(releases, name), sound[name] ?? '');
			}),
			cases(300),
		);
		expect((await openManifests(releases).read(7))?.pages.get('/')).toEqual(page);
	});

	test('in which readings are kept gives them as they were, or not at all', async () => {
		const readings = openReadings(folder, 'v1');
		const bytes = new TextEncoder().encode('云溪镇请减少聚集'.repeat(20));
		await readings.save(bytes);
		const file = join(folder, 'readings-v1.bin');
		const whole = await readFile(file);
		await fc.assert(
			fc.asyncProperty(damaged(whole), async (other) => {
				await writeFile(file, other);
				expect(await readings.load()).toBeUndefined();
			}),
			cases(200),
		);
		await writeFile(file, whole);
		expect(Uint8Array.from((await readings.load()) ?? [])).toEqual(bytes);
	});
});
