import { describe, expect, test, vi } from 'vitest';
import { noticeText, rumorText, settingsText } from '../../tests/builders.ts';
import { localize, readEntry, readSettings, writeEntry } from './entry.ts';

const read = (zh: string, en?: string) => readEntry('notices', 'n-1', { 'zh-CN': zh, en });
const problems = (zh: string, en?: string) =>
	read(zh, en).problems.map((each) => `${each.field}: ${each.code}`);

test('what is written reads back as the same entry', () => {
	const { entry } = read(
		noticeText(),
		'---\ntitle: Avoid gatherings\nactions: [Wear a mask]\n---\n\nText.\n',
	);
	if (!entry) throw new Error('not read');
	expect(readEntry('notices', 'n-1', writeEntry(entry)).entry).toEqual(entry);
});

test('what is odd in a file is told to its editor and quoted in no log', () => {
	const warned = vi.spyOn(process, 'emitWarning');
	read('---\ntitle: !!js/function 张三的电话\n---\n');
	expect(warned).not.toHaveBeenCalled();
});

describe('a translation', () => {
	const translated = '---\ntitle: Avoid gatherings\nactions: [Wear a mask]\n---\n';

	test('changes the words and keeps every fact', () => {
		const { entry } = read(noticeText({ phones: '["0000-5550120"]' }), translated);
		const english = entry && localize(entry, 'en');
		expect(english?.title).toBe('Avoid gatherings');
		expect(english?.areas).toEqual(['999900101']);
		expect(english?.phones).toEqual(['0000-5550120']);
		expect(english?.textLanguage).toBe('en');
	});

	test('keeps the dates and addresses inside its lists', () => {
		const en = '---\ntitle: Travel as usual\nevidence: [{what: Notice, who: CDC}]\n---\n';
		const { entry } = readEntry('rumors', 'r-1', { 'zh-CN': rumorText(), en });
		expect(entry && localize(entry, 'en').evidence).toEqual([
			{ what: 'Notice', who: 'CDC', date: '2026-03-14' },
		]);
	});

	test('of an earlier version says that it is behind', () => {
		const { entry } = read(noticeText({ version: '2' }), '---\ntitle: Old\nversion: 1\n---\n');
		expect(entry && localize(entry, 'en').behind).toBe(true);
	});

	test('that does not exist gives the default text, marked as such', () => {
		const { entry } = read(noticeText());
		expect(entry && localize(entry, 'en').textLanguage).toBe('zh-CN');
	});

	test('left empty is left out without complaint', () => {
		const { entry, problems: found } = read(noticeText(), '---\ntitle: ""\nactions: []\n---\n');
		expect(found).toEqual([]);
		expect(entry?.translations).toEqual({});
	});

	test('that is broken is left out and reported, and takes nothing down', () => {
		const result = read(noticeText(), '---\nareas: ["1"]\n---\n');
		expect(result.entry?.data.title).toBe('云溪镇请减少聚集');
		expect(result.problems.map((each) => [each.language, each.field, each.code])).toEqual([
			['en', 'title', 'required'],
			['en', 'areas', 'unknown-field'],
		]);
	});
});

describe('a file is refused with the name of the field', () => {
	test('that is missing', () => {
		expect(problems('---\ntitle: a\n---\n')).toContain('issuer: required');
	});

	test('that does not exist', () => {
		expect(problems(noticeText({ colour: 'red' }))).toEqual(['colour: unknown-field']);
	});

	test('whose value is no choice, no instant, or too long', () => {
		expect(problems(noticeText({ category: 'gossip' }))).toEqual(['category: not-a-choice']);
		expect(problems(noticeText({ effective: 'tomorrow' }))).toEqual(['effective: not-an-instant']);
		expect(problems(noticeText({ title: '长'.repeat(81) }))).toEqual(['title: too-big']);
	});

	test('when there are no fields at all, or they are not YAML', () => {
		expect(problems('just text')).toEqual([': no-front-matter']);
		expect(problems('---\na: [\n---\n')).toEqual([': not-yaml']);
		expect(problems('---\na: &x [1]\nb: *x\n---\n')).toEqual([': not-yaml']);
	});

	test('when the default language is missing', () => {
		expect(readEntry('notices', 'n-1', { en: '---\ntitle: x\n---\n' }).problems[0]?.code).toBe(
			'no-default-language',
		);
	});
});

test('settings with a fault are refused with the field', () => {
	expect(readSettings(settingsText()).problems).toEqual([]);
	expect(readSettings(settingsText('extra: 1')).problems).toEqual([
		{ code: 'unknown-field', field: 'extra' },
	]);
});

describe('media in an entry', () => {
	const picture = (alt: string, at = '/uploads/0123456789abcdef0123456789abcdef.png') =>
		`![${alt}](${at})`;
	const read = (body: string, fields = {}, en?: string) =>
		readEntry('notices', 'n', {
			'zh-CN': noticeText(fields, body),
			...(en ? { en } : {}),
		}).problems;

	test('a picture says in words what it shows, in each language', () => {
		expect(read(picture('河水漫过桥面'))).toEqual([]);
		expect(read(picture(' '))).toMatchObject([
			{ code: 'picture-without-words', field: 'body', language: 'zh-CN' },
		]);
		const en = `---\ntitle: Water\nsummary: Water.\n---\n\n${picture('')}\n`;
		expect(read(picture('河水漫过桥面'), {}, en)).toMatchObject([
			{ code: 'picture-without-words', field: 'body', language: 'en' },
		]);
	});

	test('a picture is the portal’s own', () => {
		expect(read(picture('图', 'https://elsewhere.example/a.png'))).toMatchObject([
			{ code: 'picture-from-elsewhere', field: 'body' },
		]);
	});

	test('a recording comes with its words', () => {
		const file = '/uploads/0123456789abcdef0123456789abcdef.mp3';
		const recordings = (more: string) => ({
			recordings: `[{name: 普通话录音, file: ${file}${more}}]`,
		});
		expect(read('正文。', recordings(', transcript: 请远离河道。'))).toEqual([]);
		expect(read('正文。', recordings(''))).toMatchObject([
			{ code: 'required', field: 'recordings.0.transcript' },
		]);
	});

	test('a PDF stands beside a text, never in its place', () => {
		const file = '/uploads/0123456789abcdef0123456789abcdef.pdf';
		const attachments = { attachments: `[{name: 公告原文, file: ${file}}]` };
		expect(read('正文。', attachments)).toEqual([]);
		expect(read('', attachments)).toMatchObject([{ code: 'attachment-without-text' }]);
		const elsewhere = { attachments: '[{name: 公告原文, file: https://elsewhere.example/a.pdf}]' };
		expect(read('正文。', elsewhere)).toMatchObject([{ field: 'attachments.0.file' }]);
	});
});

test('an easy text in one language does not stand in for the one of another', () => {
	const easy = noticeText({ easyToRead: '["少出门。"]' });
	const { entry } = readEntry('notices', 'n-1', {
		'zh-CN': easy,
		en: '---\ntitle: Stay in\n---\n',
	});
	expect(entry && localize(entry, 'zh-CN').easyToRead).toEqual(['少出门。']);
	expect(entry && localize(entry, 'en').easyToRead).toEqual([]);
});
