import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fileName } from '../functions/release/tree.ts';
import { readSettings } from '../src/domain/entry.ts';
import { languageAt, languagePrefix, localized } from '../src/domain/languages.ts';
import { fixedPages } from '../src/reading/site-pages.ts';
import { buildSite } from './built-site.ts';
import { inEachLanguage } from './each-language.ts';
import { dataFaults } from './structured-data.ts';

/** A county that exists, as a column of its parent's site. */
const siteUrl = 'https://www.shili.gov.example';
const base = '/yingji';

const content = await mkdtemp(join(tmpdir(), 'mingbai-county-'));
await cp('content', content, { recursive: true });
const settings = join(content, 'settings/portal.yml');
const fiction = await readFile(settings, 'utf8');
const badge = 'https://bszs.conac.cn/sitename?method=show&id=0123456789';
await writeFile(
	settings,
	`${fiction.replace('fictional: true', 'fictional: false')}  badge: ${badge}\n`,
);
const names = readSettings(fiction).settings?.name ?? { 'zh-CN': '' };
const site = await buildSite({ siteUrl, env: { CONTENT_DIR: content, BASE_PATH: base } });
const pages = await site.pages();
const html = new Map(
	await Promise.all(
		pages.map(
			async (path) => [path, await readFile(join(site.folder, fileName(path)), 'utf8')] as const,
		),
	),
);

afterAll(async () => {
	await site.remove();
	await rm(content, { recursive: true });
});

/** Sheets for printing and passing on are no pages of a column. */
const whole = pages.filter((path) => !/\/(?:poster|text|emergency-pack)\/$/.test(path));

function tagsOf(path: string): Record<string, string> {
	const metas = (html.get(path) ?? '').matchAll(/<meta name="(\w+)" content="([^"]*)">/g);
	return Object.fromEntries([...metas].map(([, name = '', value = '']) => [name, value]));
}

function footerOf(path: string): string {
	return /<footer class="site-footer">.*<\/footer>/s.exec(html.get(path) ?? '')?.[0] ?? '';
}

describe('what government registers read of a page', () => {
	test.each(whole)('%s names its site, and describes itself once', (path) => {
		expect(tagsOf(path)).toMatchObject({
			SiteName: localized(names, languageAt(path)),
			SiteDomain: 'www.shili.gov.example',
			SiteIDCode: '9999000001',
		});
		expect(html.get(path)?.match(/<meta name="description"/gi)).toHaveLength(1);
	});

	test.each(['notices', 'rumors', 'faqs', 'guides', 'support', 'help-points'])(
		'/%s/ is a column',
		(column) => {
			for (const path of inEachLanguage(`${column}/`)) {
				const { ColumnName, ColumnDescription, ColumnKeywords, ColumnType, ...rest } = tagsOf(path);
				expect([ColumnName, ColumnDescription, ColumnKeywords, ColumnType]).toEqual(
					Array(4).fill(expect.stringMatching(/\S/)),
				);
				expect(rest).not.toHaveProperty('ArticleTitle');
			}
		},
	);

	test('a notice is an article of its column', () => {
		expect(tagsOf('/notices/2026-12-orange/')).toMatchObject({
			ColumnName: '公告',
			ColumnType: '通知公告',
			ArticleTitle: '示例市发布橙色预警，全县适用至3月20日（周五）',
			PubDate: '2026-03-11 11:00',
			ContentSource: '示例县人民政府办公室',
			Keywords: '防病就医,公共安全',
			Author: '中共示例县委宣传部',
			Description: expect.stringContaining('橙色预警'),
			Image: expect.stringMatching(`^${siteUrl}${base}/cards/`),
			Url: `${siteUrl}${base}/notices/2026-12-orange/`,
		});
	});

	test.each(['rumors', 'faqs', 'guides', 'support', 'incidents'])(
		'an entry of /%s/ is an article',
		(folder) => {
			const standing: readonly string[] = fixedPages.map((page) => `/${page}`);
			const entries = pages.filter(
				(path) => new RegExp(`^/${folder}/[^/]+/$`).test(path) && !standing.includes(path),
			);
			expect(entries.length).toBeGreaterThan(0);
			for (const path of entries) {
				const { ArticleTitle, PubDate, ContentSource, Url } = tagsOf(path);
				expect([ArticleTitle, ContentSource]).toEqual(Array(2).fill(expect.stringMatching(/\S/)));
				expect(PubDate).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
				expect(Url).toBe(`${siteUrl}${base}${path}`);
			}
		},
	);
});

describe('the foot of a page', () => {
	test.each(['/', '/notices/2026-12-orange/', '/en/subscribe/'])(
		'of %s has all that is asked for',
		(path) => {
			const footer = footerOf(path);
			const page = encodeURIComponent(`${siteUrl}${base}${path}`);
			const site = 'https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=9999000001';
			expect(footer).toContain('9999000001');
			for (const address of [
				'https://beian.miit.gov.cn/',
				'https://beian.mps.gov.cn/#/query/webSearch?code=99990000000000',
				badge,
				`${site}&url=${page}`,
				`${base}${languagePrefix(languageAt(path))}/sitemap/`,
				'tel:0000-5550100',
			])
				expect(footer.replaceAll('&#38;', '&').replaceAll('&amp;', '&')).toContain(
					`href="${address}"`,
				);
		},
	);

	test('names who runs the site', () => {
		const text = footerOf('/').replaceAll(/<[^>]*>/g, '');
		for (const words of [
			'主办：示例县人民政府',
			'承办：中共示例县委宣传部',
			'联系电话',
			'我为政府网站找错',
			'党政机关网站标识',
			'网站地图',
		])
			expect(text).toContain(words);
	});
});

test('the sitemap for people leads to every list, area and standing page in its language', () => {
	for (const language of ['', '/en']) {
		const map = html.get(`${language}/sitemap/`) ?? '';
		const paths = whole.filter((path) =>
			new RegExp(`^${language}/(?:areas|faqs|guides|support|incidents)/[^/]+/$`).test(path),
		);
		expect(paths.length).toBeGreaterThan(20);
		for (const path of paths) expect(map).toContain(`href="${base}${path}"`);
	}
});

describe('what search engines read of a page', () => {
	const documents = [...html].flatMap(([path, text]) =>
		[...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
			([, json = '']) => ({ path, data: JSON.parse(json) as Record<string, unknown> }),
		),
	);

	test.each(documents)('of $path is of a known type, whole, and about this site', ({ data }) => {
		expect(dataFaults(data, `${siteUrl}${base}/`)).toEqual([]);
	});

	test('says of each kind of page what it is', () => {
		const typeAt = (path: string) => documents.find((each) => each.path === path)?.data['@type'];
		expect(typeAt('/')).toBe('GovernmentOrganization');
		expect(typeAt('/faqs/')).toBe('FAQPage');
		expect(typeAt('/faqs/fever-first/')).toBe('FAQPage');
		expect(typeAt('/notices/2026-12-orange/')).toBe('SpecialAnnouncement');
		const rumors = pages.filter((path) => /^\/rumors\/[^/]+\/$/.test(path)).map(typeAt);
		expect(rumors).toContain('ClaimReview');
	});
});
