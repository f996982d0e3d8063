import { expect, test } from 'vitest';
import { entryText, noon, noticeText } from '../../tests/builders.ts';
import { loadRenderer } from '../release/renderer.ts';
import { cmsForTests, saveOf } from './cms-for-tests.ts';

const { renderer } = await loadRenderer(process.cwd());
const cms = await cmsForTests();
const path = 'notices/bao-yu.zh-CN.md';
const notice = { path, collection: 'notices', slug: 'bao-yu' };
const release = { number: 1, at: noon };
const moment = { now: noon, release, siteUrl: 'http://localhost:4321', observations: {} };

async function publish(text: string, at = notice): Promise<void> {
	const { path, ...place } = at;
	const blob = await cms.repository.blobAt((await cms.repository.head()) ?? '', path);
	const save = saveOf(path, text);
	const expected = { version: null, blobs: blob ? { [path]: blob } : {} };
	expect(await cms.editor('persistEntry', { ...save, expected })).toMatchObject({ status: 200 });
	for (const newStatus of ['pending_review', 'pending_publish'])
		await cms.publisher('updateUnpublishedEntryStatus', { ...place, newStatus });
	expect(await cms.publisher('publishUnpublishedEntry', place)).toMatchObject({ status: 200 });
}

async function html(page: string): Promise<string> {
	const { body } = await renderer.render(page, cms.content(), moment);
	return new TextDecoder().decode(body);
}

const reworded = (title: string) =>
	noticeText({ title, changes: `[{at: ${noon.toISOString()}, what: 改了标题}]` });

test('a text that is published again gets the next number, and the one before can still be read', async () => {
	await publish(noticeText({ title: '第一版的标题' }));
	await publish(reworded('第二版的标题'));
	expect(await cms.textAt(path)).toContain('version: 2');
	expect(renderer.paths(cms.content(), moment).paths).toEqual(
		expect.arrayContaining(['/notices/bao-yu/v1/', '/en/notices/bao-yu/v1/']),
	);
	const old = await html('/notices/bao-yu/v1/');
	expect(old).toContain('第一版的标题');
	expect(old).toContain('这是第1版旧文，已被取代');
	expect(await html('/notices/bao-yu/')).toContain('href="/notices/bao-yu/v1/"');
	expect((await renderer.render('/notices/bao-yu/v2/', cms.content(), moment)).status).toBe(404);
});

test('an earlier edition of a plan can still be read, and the plan of today leads to it', async () => {
	const plan = (title: string, edition: string) =>
		entryText(
			{
				title,
				summary: '谁负责、怎么通知您。',
				kind: 'plan',
				hazard: 'flood',
				phase: 'readiness',
				edition,
				approvedOn: '2026-01-01',
				reviewBy: '2027-01-01',
				issuer: 'cdc',
			},
			'',
		);
	const at = { path: 'guides/fang-xun.zh-CN.md', collection: 'guides', slug: 'fang-xun' };
	await publish(plan('防汛预案', '第1版'), at);
	await publish(plan('防汛防台预案', '第2版'), at);
	expect(await html('/guides/fang-xun/v1/')).toContain('这是第1版旧文');
	expect(await html('/guides/fang-xun/v1/')).toContain('防汛预案');
	expect(await html('/guides/fang-xun/')).toContain('href="/guides/fang-xun/v1/"');
	expect(renderer.paths(cms.content(), moment).paths).toContain('/en/guides/fang-xun/v1/');
});

test('an earlier text is in no list, feed, search or sitemap', async () => {
	await publish(noticeText({ title: '第一版的标题' }));
	await publish(reworded('第二版的标题'));
	const { paths } = renderer.paths(cms.content(), moment);
	for (const each of paths.filter((page) => !/\/v1\/$/.test(page)))
		expect(await html(each)).not.toContain('第一版的标题');
	expect(await html('/notices/bao-yu/v1/')).not.toContain('data-pagefind-body');
});

test('a text that was pushed in the place of an earlier one is not shown', async () => {
	await publish(noticeText({ title: '第一版的标题' }));
	await publish(reworded('第二版的标题'));
	await cms.commit({ 'versions/notices/bao-yu/v1.zh-CN.md': noticeText({ title: '伪造的标题' }) });
	const page = await html('/notices/bao-yu/v1/');
	expect(page).not.toContain('伪造的标题');
	expect(page).toContain('核对不上');
});
