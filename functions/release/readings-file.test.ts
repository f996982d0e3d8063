import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReadings } from './readings-file.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-readings-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('what content was read as is had again, unless the disk has changed a bit of it', async () => {
	const readings = openReadings(folder, 'v1');
	const bytes = Buffer.from('电话12345');
	expect(await readings.load()).toBeUndefined();
	await readings.save(bytes);
	expect(Buffer.from((await readings.load()) ?? [])).toEqual(bytes);
	const file = join(folder, 'readings-v1.bin');
	const whole = await readFile(file);
	whole[whole.length - 1] = (whole.at(-1) ?? 0) ^ 1;
	await writeFile(file, whole);
	expect(await readings.load()).toBeUndefined();
	await writeFile(file, '');
	expect(await readings.load()).toBeUndefined();
});
