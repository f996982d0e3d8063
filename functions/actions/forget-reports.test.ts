import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mayJoin } from '../../src/domain/matching/may-join.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { eachStore } from '../../tests/stores.ts';
import { teachMatcher } from '../desk-matcher.ts';
import { openScreenshots } from '../intake/screenshots.ts';
import { doorAnswers } from '../store/door-answers.ts';
import { items } from '../store/items.ts';
import { reportImages } from '../store/report-images.ts';
import { reports } from '../store/reports.ts';
import { forgetReports } from './forget-reports.ts';
import { reportRumor } from './report-rumor.ts';

eachStore((store) => {
	const parts = async (folder: string) => ({
		items: items(store().db),
		reports: reports(store().db),
		reportImages: reportImages(store().db),
		images: reportImages(store().db),
		screenshots: openScreenshots(folder),
		isSameClaim: mayJoin,
		doorAnswers: doorAnswers(store().db),
		matcher: await teachMatcher({
			items: items(store().db),
			reports: reports(store().db),
			areas: () => [],
		}),
	});
	type Parts = Awaited<ReturnType<typeof parts>>;

	async function withFolder(work: (all: Parts) => Promise<void>) {
		const folder = mkdtempSync(join(tmpdir(), 'mingbai-images-'));
		await work(await parts(folder)).finally(() => rmSync(folder, { recursive: true }));
	}

	async function withPicture(all: Parts, content: string) {
		const create = { width: 20, height: 20, channels: 3, background: '#369' } as const;
		const image = await all.screenshots.take(await sharp({ create }).png().toBuffer());
		if ('problem' in image) throw new Error(image.problem.code);
		const rumor = { content, channel: 'other', language: 'zh-CN', image } as const;
		return { image, reported: await reportRumor({ ...all, now: noon }, rumor) };
	}

	test('a screenshot goes after fourteen days and its report after ninety', () =>
		withFolder(async (all) => {
			const { image } = await withPicture(all, '看截图，明天封路');
			await forgetReports({ ...all, now: atHour(13 * 24) });
			expect(await all.screenshots.read(image.id)).toBeDefined();
			await forgetReports({ ...all, now: atHour(15 * 24) });
			expect(await all.screenshots.read(image.id)).toBeUndefined();
			expect(await all.reports.waiting(10)).toMatchObject([{ image: undefined }]);
			await forgetReports({ ...all, now: atHour(91 * 24) });
			expect(await all.reports.waiting(10)).toEqual([]);
		}));

	test('a report with the same picture joins its item when it only asks about it, and does not call for help', () =>
		withFolder(async (all) => {
			await withPicture(all, '看截图，明天A镇封路');
			const [first] = await all.reports.waiting(1);
			await all.items.add({
				id: 'i-1',
				claim: '封路',
				state: 'unstarted',
				harm: 2,
				spread: 2,
				firstSeenAt: noon,
			});
			await all.reports.group(first?.id ?? '', 'i-1');
			expect((await withPicture(all, '这张图是真的吗')).reported.item).toBe('i-1');
			expect((await withPicture(all, '看截图，明天B镇封路')).reported.item).toBeUndefined();
			expect((await withPicture(all, '看截图，3号楼封了')).reported.item).toBeUndefined();
			expect((await withPicture(all, '看了这张图不想活了')).reported.item).toBeUndefined();
		}));

	test('what a forgotten report said is not suggested any more, and not remembered', () =>
		withFolder(async (all) => {
			const claim = {
				id: 'i-1',
				claim: '今晚封路',
				state: 'unstarted',
				firstSeenAt: noon,
			} as const;
			await all.items.add({ ...claim, harm: 2, spread: 2 });
			const content = '听邻居说码头渡船停了';
			const rumor = { content, channel: 'other', language: 'zh-CN' } as const;
			await reportRumor({ ...all, now: noon }, rumor);
			const [first] = await all.reports.waiting(1);
			await all.reports.group(first?.id ?? '', 'i-1');
			all.matcher.learn('i-1', content);
			expect(all.matcher.suggest(content)[0]?.wording).toBe(content);
			await forgetReports({ ...all, now: atHour(91 * 24) });
			expect(all.matcher.suggest(content).map(({ wording }) => wording)).not.toContain(content);
			expect(all.matcher.suggest('今晚封路')[0]?.wording).toBe('今晚封路');
		}));

	test('how often answers were found is a number for each, and goes after half a year', () =>
		withFolder(async (all) => {
			const found = { item: 'i-1', day: '2026-03-14', language: 'zh-CN' } as const;
			await all.doorAnswers.count(found);
			await all.doorAnswers.count(found);
			await all.doorAnswers.count({ ...found, language: 'en' });
			expect(await all.doorAnswers.ofItem('i-1')).toBe(3);
			expect(await all.doorAnswers.since('2026-03-15')).toBe(0);
			await forgetReports({ ...all, now: atHour(200 * 24) });
			expect(await all.doorAnswers.ofItem('i-1')).toBe(0);
		}));
});
