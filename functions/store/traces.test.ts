import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { aReport } from '../../tests/desk-builders.ts';
import { reports } from './reports.ts';
import { openStore } from './store.ts';
import { traces } from './traces.ts';

test('nothing of a deleted report can be read in the files of the store', async () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'mingbai-traces-'));
	const store = await openStore({ dataDir, databaseUrl: undefined });
	/** The files that hold it, byte by byte. */
	const filesWith = (text: string) =>
		readdirSync(dataDir).filter((name) => readFileSync(join(dataDir, name)).includes(text));
	const area = reports(store.db);
	const content = '听说昨夜的鲤鱼会唱歌'.repeat(40);
	for (let each = 0; each < 50; each += 1) await area.add(aReport(`r${each}`, { content }));
	expect(filesWith('鲤鱼')).not.toEqual([]);

	expect(await area.forget(new Date(noon.getTime() + 100 * 86_400_000))).toBe(50);
	await traces(store.db, store.engine).overwrite();

	expect(filesWith('鲤鱼')).toEqual([]);
	await store.close();
	rmSync(dataDir, { recursive: true });
});
