import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { createStoreHealth, type StoreHealth } from './store-health.ts';

const store = freshSqlite();

let folder: string;
let health: StoreHealth;
let logged: object[];
let timesDamaged: number;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'mingbai-health-'));
	logged = [];
	timesDamaged = 0;
	const write = (message: string, about?: object) => logged.push({ message, ...about });
	health = createStoreHealth({
		store: store(),
		dataDir: folder,
		onDamaged: () => {
			timesDamaged += 1;
		},
		now: () => noon,
		log: { info: write, error: write },
	});
});

afterEach(() => {
	health.stop();
	rmSync(folder, { recursive: true });
});

const fullDisk = Object.assign(new Error('no space'), { code: 'ENOSPC' });
const damagedPage = Object.assign(new Error('malformed'), { errcode: 11 });

test('a store that works is well, and an error of something else says nothing of it', async () => {
	expect(health.note(new TypeError('bug'))).toBeUndefined();
	expect(await health.look()).toBe('ok');
	expect(logged).toEqual([]);
});

test('the log has a line when it begins to fail and one when it works again, however often it failed', async () => {
	expect(health.note(fullDisk)).toBe('disk-full');
	expect(health.note(fullDisk)).toBe('disk-full');
	expect(await health.look()).toBe('disk-full');
	await expect.poll(() => health.look()).toBe('ok');
	expect(logged).toEqual([
		{ message: 'the store fails', store: 'disk-full' },
		{ message: 'the store works again', store: 'disk-full', seconds: 0 },
	]);
});

test('a damaged store is told once, and does not work again by itself', async () => {
	health.note(damagedPage);
	health.note(damagedPage);
	expect(timesDamaged).toBe(1);
	expect(await health.look()).toBe('damaged');
});
