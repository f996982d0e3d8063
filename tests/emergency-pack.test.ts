import { describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import { mostPackBytes } from '../src/pack/emergency-pack.ts';
import { entryText, noon, noticeText, sourceOf } from './builders.ts';
import { inEachLanguage } from './each-language.ts';

const { renderer } = await loadRenderer(process.cwd());
const moment = {
	now: noon,
	release: { number: 1, at: noon },
	siteUrl: 'https://shili.example',
	observations: {},
};

async function packOf(files: Readonly<Record<string, string>>, path = '/emergency-pack/') {
	const content = await renderer.read(sourceOf(files));
	expect(content.setAside).toEqual([]);
	const { body } = await renderer.render(path, content, moment);
	return { bytes: body.length, html: new TextDecoder().decode(body) };
}

const numbered = (count: number, entry: (index: number) => [path: string, text: string]) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));

/** As long as the schema lets a text be, of signs that HTML writes longest. */
const signs = (length: number) => '&"'.repeat(length / 2);

const crowdedCounty = {
	...numbered(120, (index) => [
		`notices/notice-${index}.zh-CN.md`,
		noticeText(
			{
				title: `第${index}条公告`,
				actions: JSON.stringify(Array.from({ length: 6 }, () => signs(120))),
			},
			'正文'.repeat(index % 3 === 0 ? 3_000 : 200),
		),
	]),
	...numbered(400, (index) => [
		`help-points/point-${index}.zh-CN.md`,
		entryText(
			{
				title: `第${index}个服务点`,
				summary: JSON.stringify(signs(60)),
				kind: 'medicine',
				area: "'999900101'",
				address: JSON.stringify(signs(80)),
				openingHours: '08:00–18:00',
				state: 'open',
				issuer: 'cdc',
				asOf: '2026-03-14T11:00:00+08:00',
			},
			'',
		),
	]),
	...numbered(300, (index) => [
		`faqs/question-${index}.zh-CN.md`,
		entryText(
			{
				title: `第${index}个问题`,
				summary: JSON.stringify(signs(120)),
				areas: '["999900"]',
				topics: '[health]',
				issuer: 'cdc',
				appliesFrom: '2026-03-01',
				lastReviewed: '2026-03-10',
				reviewBy: '2026-06-10',
			},
			'回答。',
		),
	]),
};

describe('the emergency pack of a county that publishes more than it can hold', () => {
	test.each(inEachLanguage('emergency-pack/'))('%s is under 300 KB', async (path) => {
		const { bytes } = await packOf(crowdedCounty, path);
		expect(bytes).toBeLessThan(mostPackBytes);
		expect(bytes).toBeGreaterThan(mostPackBytes / 2);
	});

	test('keeps the newest notices, and says of each part how much is left out and where it stands', async () => {
		const { html } = await packOf(crowdedCounty);
		const left = [...html.matchAll(/这里放不下的还有(\d+)条/g)].map(([, count]) => Number(count));
		expect(left).toHaveLength(3);
		expect(Math.min(...left)).toBeGreaterThan(0);
		for (const page of ['notices', 'help-points', 'faqs'])
			expect(html).toContain(`href="https://shili.example/${page}/"`);
		expect(html).toContain('正文较长，没有放进来');
	});
});

test('the emergency pack asks for nothing else: no script, style, picture or font from anywhere', async () => {
	const { html } = await packOf({
		'notices/first.zh-CN.md': noticeText({}, '见[指南](/guides/)。\n\n![图](/uploads/a.png)'),
	});
	const elements = html.match(/<(?:img|script|link|source|iframe|style)\b[^>]*>/g) ?? [];
	const fetched = elements.filter((each) => !/ rel="(?:canonical|alternate)"/.test(each));
	expect(fetched).toEqual(['<script>', '<link rel="icon" href="data:,">', '<style>', '<script>']);
	expect(html).not.toMatch(/url\(|@import/);
	expect(html).toContain('href="https://shili.example/guides/"');
});

test('a notice whose validity is over is not in the emergency pack', async () => {
	const { html } = await packOf({
		'notices/over.zh-CN.md': noticeText({
			title: '昨天的公告',
			effective: '2026-03-12T08:00:00+08:00',
			expires: '2026-03-13T08:00:00+08:00',
		}),
	});
	expect(html).not.toContain('昨天的公告');
	expect(html).toContain('目前没有需要您照着做的公告');
});
