import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageAt } from '../src/domain/languages.ts';
import { isStringKey, translator } from '../src/i18n/strings.ts';
import { noon } from './builders.ts';
import { pagesToLookAt } from './kinds-of-elements.ts';
import { openServedSite, type SitePage } from './served-site.ts';

const site = await openServedSite();

afterAll(() => site.close());

async function treeOf(path: string): Promise<{ page: Page; tree: string }> {
	const { page, open } = await site.newPage();
	await page.clock.setFixedTime(noon);
	await open(path, 1280);
	return { page, tree: await page.locator('body').ariaSnapshot() };
}

/** What a screen reader is told, with the lines that matter to each page. */
const pages = [
	[
		'/',
		[
			'link "跳到正文"',
			'heading "现在生效的预警" [level=1]',
			'heading "示例市发布橙色预警',
			'heading "请这样做" [level=3]',
			'link "0000-5550120"',
		],
	],
	[
		'/notices/2026-12-orange/',
		[
			'heading "示例市发布橙色预警',
			'heading "简明版" [level=2]',
			'heading "请这样做" [level=2]',
			'heading "请不要" [level=2]',
			'term: 有效期至',
		],
	],
	['/rumors/tap-water-smell/', ['strong: 核实中', 'level=1]']],
	['/report/', ['textbox "您听到的说法"', 'combobox "在哪里听到或看到的"', 'button "提交核实"']],
	['/support/', ['complementary "如果您或身边的人正处于危险中"', 'link "120 急救']],
	['/display/', ['group "对比度"', 'radio "高对比度"', 'img "打开长辈版的二维码"']],
] as const;

describe.each(pages)('the accessibility tree of %s', (path, lines) => {
	test('has the landmarks of every page, each with a name where there are two', async () => {
		const { page, tree } = await treeOf(path);
		for (const landmark of ['- banner:', '- main:', '- contentinfo:'])
			expect(tree.split('\n').filter((line) => line.trim() === landmark)).toHaveLength(1);
		for (const menu of ['navigation "主要栏目"', 'navigation "全部栏目"'])
			expect(tree).toContain(menu);
		await page.context().close();
	});

	test('says in names and roles what the page shows', async () => {
		const { page, tree } = await treeOf(path);
		for (const line of lines) expect(tree).toContain(line);
		await page.context().close();
	});

	test('has a name for all that can be used, and headings that leave out no level', async () => {
		const { page, tree } = await treeOf(path);
		expect(tree.match(/- (?:link|button|textbox|combobox|radio|checkbox)(?::|$)/gm)).toBeNull();
		const levels = [...tree.matchAll(/\[level=(\d)\]/g)].map(([, level]) => Number(level));
		expect(levels.filter((level) => level === 1)).toHaveLength(1);
		for (const [at, level] of levels.entries())
			expect(level - (levels[at - 1] ?? 1)).toBeLessThanOrEqual(1);
		await page.context().close();
	});
});

const listed = new Set(site.sitemap);
const looked = pagesToLookAt(await site.html()).filter((path) => listed.has(path));

describe('in one tab', () => {
	let tab: SitePage;
	beforeAll(async () => {
		tab = await site.newPage();
		await tab.page.clock.setFixedTime(noon);
	});
	afterAll(() => tab.page.context().close());

	test.each(looked)('%s has the word beside each color of a level', async (path) => {
		await tab.open(path, 1280);
		const colored = await tab.page
			.locator('[data-level]:not([data-level="none"])')
			.evaluateAll((all) =>
				all.map((each) => ({ level: each.getAttribute('data-level'), text: each.textContent })),
			);
		const t = translator(languageAt(path));
		for (const { level, text } of colored) {
			const words = [`warning.${level}`, `color.${level}`].filter(isStringKey).map((key) => t(key));
			expect(words.filter((word) => text?.includes(word))).not.toEqual([]);
		}
	});
});

test('each verdict and each thing to do or not is told by word and shape', async () => {
	const { page } = await treeOf('/rumors/');
	const stamps = await page
		.locator('.stamp')
		.evaluateAll((all) => all.map((each) => [each.textContent?.trim(), each.querySelector('svg')]));
	expect(stamps.length).toBeGreaterThan(3);
	for (const [word, shape] of stamps) {
		expect(word).toMatch(/\S/);
		expect(shape).not.toBeNull();
	}
	await page.context().close();
});
