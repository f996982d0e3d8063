import { describe, expect, test } from 'vitest';
import { noticeText, rumorText, someSettings, yellowWarning } from '../../../tests/builders.ts';
import { folderSource } from '../../reading/folder-source.ts';
import { type CollectionName, parseEntryPath, settingsPath } from '../collections.ts';
import { readEntry, readSettings } from '../entry.ts';
import { draftFindings, lawFindings } from './draft-findings.ts';

const english = (title: string, more = '') =>
	`---\ntitle: ${title}\nsummary: Call first.\n${more}---\n`;

function found(chinese: string, en?: string, collection: CollectionName = 'notices') {
	const { entry, problems } = readEntry(collection, 'drafted', {
		'zh-CN': chinese,
		...(en ? { en } : {}),
	});
	if (!entry) throw new Error(JSON.stringify(problems));
	return draftFindings(entry, someSettings());
}

const codes = (...draft: Parameters<typeof found>) => found(...draft).map(({ code }) => code);
const updated = { nextUpdateAt: '2026-03-15T20:00:00+08:00' };

test('a short, dated, plain notice is left alone', () => {
	expect(found(noticeText(updated), english('Fewer gatherings'))).toEqual([]);
});

describe('advice about words', () => {
	test.each(['近日', '目前', '明天', '今晚'])(
		'%s means another day to whoever reads it later',
		(word) => {
			const text = noticeText({ ...updated, summary: `${word}请减少聚集。` });
			expect(found(text)).toMatchObject([
				{
					code: 'vague-time',
					field: 'summary',
					language: 'zh-CN',
					level: 'advice',
					values: { word },
				},
			]);
		},
	);

	test('what is quoted may say 今晚', () => {
		expect(codes(noticeText({ ...updated, summary: '传言“今晚封城”不实，出行照常。' }))).toEqual(
			[],
		);
	});

	test('a translation is read too', () => {
		const en = english('Fewer gatherings', 'actions: [Stay in tomorrow]\n');
		expect(found(noticeText(updated), en)).toMatchObject([
			{ code: 'vague-time', field: 'actions.0', language: 'en', values: { word: 'tomorrow' } },
		]);
	});

	test('words of the trade are to be explained', () => {
		expect(codes(noticeText(updated, '密接请在家观察。'))).toEqual(['jargon']);
	});

	test('必须 names the document that makes it a duty', () => {
		const duty = (action: string, more = {}) =>
			codes(noticeText({ ...updated, actions: `["${action}"]`, ...more }));
		expect(duty('棋牌室必须停业')).toEqual(['duty-without-document']);
		expect(duty('棋牌室必须停业（示政发〔2026〕3号）')).toEqual([]);
		expect(duty('棋牌室必须停业', { documentNumber: '示政发〔2026〕3号' })).toEqual([]);
	});
});

describe('advice about length', () => {
	test('a sentence is read in one breath', () => {
		const long = `请${'远离河道'.repeat(8)}。`;
		expect(codes(noticeText(updated, long))).toEqual(['long-sentence']);
		expect(codes(noticeText(updated, '3月6日（周五）请远离河道。请听大喇叭。'))).toEqual([]);
	});

	test('a sentence of the easy text is shorter', () => {
		const easy = (sentence: string) => noticeText({ ...updated, easyToRead: `["${sentence}"]` });
		expect(codes(easy('出门戴口罩，少聚在一起。'))).toEqual([]);
		expect(
			codes(easy('坐班车、进医院和养老院的，必须全程戴好口罩（示政发〔2026〕3号）。')),
		).toEqual(['long-sentence']);
	});

	test('a paragraph has three sentences, a list as many as it needs', () => {
		expect(codes(noticeText(updated, '一。二。三。四。'))).toEqual(['long-paragraph']);
		expect(codes(noticeText(updated, '- 一。\n- 二。\n- 三。\n- 四。'))).toEqual([]);
	});

	test('a headline fits on a phone', () => {
		expect(codes(noticeText({ ...updated, title: '长'.repeat(31) }))).toContain('long-headline');
	});

	test('a summary that takes two text messages says so', () => {
		const summary = '请减少聚集。'.repeat(11);
		expect(found(noticeText({ ...updated, summary }))).toContainEqual(
			expect.objectContaining({ code: 'long-sms', values: { parts: 2 } }),
		);
	});

	test('a loudspeaker script is a minute', () => {
		const actions = JSON.stringify(['请远离河道。'.repeat(14), '请听大喇叭。'.repeat(14)]);
		expect(codes(noticeText({ ...updated, actions }))).toContain('long-script');
	});
});

test('a notice that is in force says when people will hear again', () => {
	expect(codes(noticeText())).toEqual(['no-next-update']);
	expect(codes(noticeText({ lifecycle: 'lift', references: '[other]' }))).toEqual([]);
});

test('a response to a rumor has the fact for its headline', () => {
	expect(codes(rumorText({ title: '今晚封城？' }), undefined, 'rumors')).toContain('headline-asks');
	const repeated = rumorText({ title: '有人说今晚封城不实' });
	expect(codes(repeated, undefined, 'rumors')).toContain('headline-repeats-claim');
});

describe('the law stops the sign-off of', () => {
	const law = (chinese: string, en?: string) =>
		found(chinese, en)
			.filter(({ level }) => level === 'law')
			.map(({ code }) => code);

	test('a warning without a level', () => {
		const warning = { ...yellowWarning, warningColor: '', officialReference: '' };
		const text = noticeText(warning).replace(/^(?:warningColor|officialReference): \n/gm, '');
		expect(law(text)).toEqual(['warning-needs-level']);
		expect(law(noticeText(yellowWarning))).toEqual([]);
	});

	test('a warning that does not say what to beware of', () => {
		expect(law(noticeText(yellowWarning, ''))).toEqual(['warning-needs-matter']);
		expect(law(noticeText({ ...yellowWarning, avoid: '["请不要过河"]' }, ''))).toEqual([]);
	});

	test('anything with a place left to fill in, in any language', () => {
		expect(law(noticeText({ ...updated, actions: '["请到【请填写：集合地点】集合"]' }))).toEqual([
			'blank-left',
		]);
		expect(law(noticeText(updated), english('"Go to [fill in: meeting point]"'))).toEqual([
			'blank-left',
		]);
	});
});

test('nothing in the demo county is against the law', async () => {
	const source = folderSource('content');
	const files = new Map<string, Record<string, string>>();
	let settings = someSettings();
	for (const { path, blob } of await source.list()) {
		const text = await source.read(blob);
		if (path === settingsPath) settings = readSettings(text).settings ?? settings;
		const at = parseEntryPath(path);
		if (at) {
			const key = `${at.collection}/${at.ref}`;
			files.set(key, { ...files.get(key), [at.language]: text });
		}
	}
	const against = [...files].flatMap(([key, texts]) => {
		const [collection, ref = ''] = key.split('/');
		const { entry } = readEntry(collection as CollectionName, ref, texts);
		return entry ? lawFindings(entry, settings) : [];
	});
	expect(files.size).toBeGreaterThan(50);
	expect(against).toEqual([]);
});
