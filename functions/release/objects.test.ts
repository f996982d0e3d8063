import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ObjectLost, openObjects } from './objects.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-objects-'));
	await writeFile(join(folder, 'secret'), 'a secret');
});
afterAll(() => rm(folder, { recursive: true }));

test.each(['', '..', '../secret', 'secret', 'ab\0', 'ab/../../secret', 'A'.repeat(64)])(
	'there are no bytes under a name that is no hash: %j',
	async (name) => {
		await expect(openObjects(folder).get(name)).rejects.toThrow(ObjectLost);
	},
);
