import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { languageAt } from '../../src/domain/languages.ts';
import { atHour, noon } from '../../tests/builders.ts';
import type { AuditEvent } from '../store/audit.ts';
import { type BannerRequest, liftBanner, raiseBanner, readBanner } from './banner-file.ts';
import { createBannerState, operator } from './follow-banner.ts';
import { insertBanner } from './insert-banner.ts';

let folder: string;
let now: Date;
const page = '<html lang="zh-CN"><head></head><body class="x"><main>正文</main></body></html>';
const request = {
	text: { 'zh-CN': '水库泄洪，请远离河道', en: 'Keep away from the river' },
	hours: 2,
	by: '老周',
};

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-banner-'));
	now = noon;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const saying = (text: BannerRequest['text']) => ({ text: { ...request.text, ...text } });

async function raised(change: Partial<BannerRequest> = {}) {
	const result = await raiseBanner(folder, { ...request, ...change }, now);
	if ('problems' in result) throw new Error(JSON.stringify(result.problems));
	return result.banner;
}

describe('a banner', () => {
	test('is the first thing on a page, with when it was posted and until when it holds', async () => {
		const html = insertBanner(page, await raised(), 'zh-CN');
		expect(html).toMatch(/<body class="x"><!--emergency-banner--><div/);
		expect(html).toContain('水库泄洪，请远离河道');
		expect(html).toContain('3月14日（周六）14:00');
	});

	test('speaks the language of the page, or Chinese marked as such', async () => {
		expect(insertBanner(page, await raised(), languageAt('/en/notices/'))).toContain(
			'<span lang="en">Keep away',
		);
		expect(insertBanner(page, await raised(), 'it')).toContain('<span lang="zh-CN">水库');
		const inItalian = await raised(saying({ en: ' ', it: 'State lontani dal fiume' }));
		expect(insertBanner(page, inItalian, languageAt('/it/'))).toContain('<span lang="it">State');
		expect(insertBanner(page, inItalian, 'en')).toContain('<span lang="zh-CN">水库');
	});

	test('cannot put markup into a page', async () => {
		const html = insertBanner(
			page,
			await raised(saying({ 'zh-CN': '<script>alert(1)</script>' })),
			'zh-CN',
		);
		expect(html).not.toContain('<script>');
	});

	test('takes the place of the one before, and leaves the page as it was', async () => {
		const first = insertBanner(page, await raised(), 'zh-CN');
		const second = insertBanner(first, await raised(saying({ 'zh-CN': '险情解除' })), 'zh-CN');
		expect(second).not.toContain('泄洪');
		expect(insertBanner(second, undefined, 'zh-CN')).toBe(page);
	});

	test.each([
		['without a text in Chinese', saying({ 'zh-CN': ' ' })],
		['for no time', { hours: 0 }],
		['for days', { hours: 25 }],
		['for no number of hours', { hours: Number.NaN }],
		['with a text longer than anyone reads', saying({ 'zh-CN': '长'.repeat(201) })],
	])('is refused %s', async (_, change) => {
		expect(await raiseBanner(folder, { ...request, ...change }, now)).toHaveProperty('problems');
		expect(await readBanner(folder)).toBeUndefined();
	});

	test('that was half written is no banner', async () => {
		await writeFile(join(folder, 'banner.json'), '{"id":"abc');
		expect(await readBanner(folder)).toBeUndefined();
	});
});

describe('the running portal', () => {
	const recorded: AuditEvent[] = [];
	async function aState() {
		recorded.length = 0;
		const treeFolder = join(folder, 'site');
		await mkdir(join(treeFolder, 'en'), { recursive: true });
		await writeFile(join(treeFolder, 'index.html'), page);
		await writeFile(join(treeFolder, 'en/index.html'), page);
		const audit = {
			append: async (event: AuditEvent) => {
				recorded.push(event);
			},
		};
		const state = createBannerState({ dataDir: folder, treeFolder, audit, now: () => now });
		const file = (name: string) => readFile(join(treeFolder, name), 'utf8');
		return { ...state, file };
	}

	test('takes up what a command beside it wrote, in its pages and in the plain folder, and records it once', async () => {
		const state = await aState();
		await raised({ by: operator });
		await state.follow();
		await state.follow();
		expect(state.current()?.text['zh-CN']).toBe(request.text['zh-CN']);
		expect(await state.file('index.html')).toContain('水库泄洪');
		expect(await state.file('en/index.html')).toContain('Keep away');
		expect(recorded.map(({ action, actor }) => [action, actor])).toEqual([
			['banner.raised', 'operator'],
		]);
	});

	test('takes it down when it was lifted', async () => {
		const state = await aState();
		await raised();
		await state.follow();
		await liftBanner(folder);
		await state.follow();
		expect(state.current()).toBeUndefined();
		expect(await state.file('index.html')).toBe(page);
	});

	test('takes it down by itself when its time is over', async () => {
		const state = await aState();
		await raised();
		await state.follow();
		now = atHour(2);
		expect(state.current()).toBeUndefined();
		await state.follow();
		expect(await state.file('index.html')).toBe(page);
	});

	test('puts it above pages that a release writes meanwhile', async () => {
		const state = await aState();
		await raised();
		await state.follow();
		await writeFile(join(folder, 'site/index.html'), page.replace('正文', '新正文'));
		await state.treeWritten();
		expect(await state.file('index.html')).toMatch(/emergency-banner[\s\S]*新正文/);
	});
});
