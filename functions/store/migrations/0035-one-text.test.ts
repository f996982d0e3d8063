import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noon } from '../../../tests/builders.ts';
import { anItem, aReport } from '../../../tests/desk-builders.ts';
import { reportRumor } from '../../actions/report-rumor.ts';
import { storeAreas } from '../areas.ts';
import { openSqlite } from '../sqlite.ts';
import { migrations } from './all.ts';
import { migrate } from './migrate.ts';

test('reports from before are joined by who now sends their text in either writing', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'mingbai-one-text-'));
	const db = openSqlite(join(folder, 'before.sqlite'));
	const before = migrations.filter(({ name }) => name < '0035');
	await migrate(db, 'sqlite', before);
	const { items, reports } = storeAreas({ db, engine: 'sqlite', close: () => db.destroy() });
	for (const item of ['water', 'dam']) await items.add(anItem(item));
	await reports.add(
		aReport('r-1', { content: '自來水有毒，別喝', contentHash: 'as it was written' }),
	);
	await reports.add(aReport('alone', { content: '水庫要垮了', contentHash: undefined }));
	await reports.group('r-1', 'water');
	await reports.group('alone', 'dam');

	await migrate(db, 'sqlite');

	const itemOf = async (content: string) =>
		(await reportRumor({ reports, now: noon }, { content, channel: 'other', language: 'zh-CN' }))
			.item;
	expect(await itemOf('转：自来水有毒，别喝')).toBe('water');
	expect(await itemOf('水庫要垮了')).toBeUndefined();
	await db.destroy();
	rmSync(folder, { recursive: true });
});
