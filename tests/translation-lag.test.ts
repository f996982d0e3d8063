import { describe, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import { entryText, noon, noticeText, sourceOf, yellowWarning } from './builders.ts';

const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'https://yingji.shili.example';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };
// The county moved the hour, the phone and the areas; whoever translates has not seen it yet.
const content = await renderer.read(
	sourceOf({
		'notices/flood.zh-CN.md': noticeText({
			...yellowWarning,
			title: '请在16:00前转移',
			summary: '云溪镇、石门乡请在16:00前转移。',
			version: '3',
			areas: '["999900101", "999900201"]',
			phones: '["0000-5550999", "120"]',
			sessions:
				'[{kind: briefing, name: 发布会, start: 2026-03-15T20:00:00+08:00, end: 2026-03-15T21:00:00+08:00}]',
			stamp: '{sent: 2026-03-14T09:00:00+08:00, identifier: shili.flood.x, code: KA2222}',
		}),
		'notices/flood.en.md': entryText(
			{ title: 'Leave before 18:00', summary: 'Yunxi, leave before 18:00.', version: '2' },
			'Old text.',
		),
	}),
);

async function textAt(path: string): Promise<string> {
	const { status, body } = await renderer.render(path, content, moment);
	expect(status).toBe(200);
	return new TextDecoder().decode(body);
}

/** Calendars fold their lines. */
const unfolded = (text: string) => text.replace(/\r\n /g, '');

describe.each([
	'/en/notices/flood/',
	'/en/notices/flood/text/',
	'/en/notices/flood/poster/',
	'/en/notices/flood/pass-on/',
	'/en/feeds/notices.xml',
	'/en/feeds/notices.json',
	'/cap/flood.xml',
])('a translation that lags, in %s,', (path) => {
	test('says which version it translates, and which one the notice has', async () => {
		expect(await textAt(path)).toContain(
			'This translation is of version 2; the notice is now at version 3.',
		);
	});

	test('has the areas, times and phones of the notice', async () => {
		const text = await textAt(path);
		for (const fact of ['Yunxi Town', 'Shimen Township', '0000-5550999'])
			expect(text).toContain(fact);
		expect(text).toMatch(/20 March 2026, 18:00|2026-03-20T18:00:00\+08:00/);
		expect(text).toMatch(/15 March 2026, 20:00|2026-03-15T20:00:00\+08:00/);
	});
});

test.each(['/en/feeds/calendar.ics', '/alerts.json'])('in %s it is marked', async (path) => {
	expect(unfolded(await textAt(path))).toContain('[Translation of version 2] ');
});

test('a paper in a lagging translation has the version of the facts on it, so that old papers are told apart', async () => {
	expect(await textAt('/en/notices/flood/poster/')).toContain('Version 3');
	expect(await textAt('/en/notices/flood/')).toContain('id="v3"');
});

test('a text message and an LED sign in a lagging translation say so first', async () => {
	const page = await textAt('/en/notices/flood/pass-on/');
	expect(page).toContain('[Shili County CDC] [Translation of version 2] Yunxi');
	expect(page).toContain('[Translation of version 2] Leave');
});

test.each(['text/', 'poster/', 'pass-on/'])(
	'where there is no translation, the form %s in English says that the Chinese follows',
	async (form) => {
		const untranslated = await renderer.read(
			sourceOf({ 'notices/flood.zh-CN.md': noticeText(yellowWarning) }),
		);
		const path = `/en/notices/flood/${form}`;
		const { body } = await renderer.render(path, untranslated, moment);
		expect(new TextDecoder().decode(body)).toContain('this is the Chinese original');
	},
);
