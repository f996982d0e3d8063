import { describe, expect, test } from 'vitest';
import { entryText, noticeText, someSettings } from '../../../tests/builders.ts';
import type { CollectionName } from '../collections.ts';
import { readEntry } from '../entry.ts';
import { draftFindings, lawFindings } from './draft-findings.ts';

const help = '想找人说，请打12356。';
const englishHelp = 'To talk to someone, call 12356.';

const supportText = (body: string, title = '难过的时候') =>
	entryText(
		{
			title,
			summary: '写给难过的您。',
			audience: '[everyone]',
			level: 'focused',
			issuer: 'cdc',
			lastReviewed: '2026-03-12',
			reviewBy: '2026-03-26',
		},
		body,
	);

function findings(chinese: string, english?: string, collection: CollectionName = 'support') {
	const { entry, problems } = readEntry(collection, 'written', {
		'zh-CN': chinese,
		...(english ? { en: `---\ntitle: Hard times\nsummary: For you.\n---\n\n${english}\n` } : {}),
	});
	if (!entry) throw new Error(JSON.stringify(problems));
	return {
		stops: lawFindings(entry, someSettings()).map(({ code }) => code),
		all: draftFindings(entry, someSettings())
			.map(({ code }) => code)
			.filter((code) => code.startsWith('suicide')),
	};
}

describe('the sign-off is stopped by', () => {
	test.each([
		['一名男子跳楼自杀。', 'suicide-method'],
		['他喝农药自尽。', 'suicide-method'],
		['她服下大量安眠药，想自杀。', 'suicide-method'],
		['他在家上吊。', 'suicide-method'],
		['一名女子跳楼身亡。', 'suicide-method'],
		['他自杀，用的是百草枯。', 'suicide-method'],
		['他自杀成功。', 'suicide-outcome'],
		['上次自杀失败。', 'suicide-outcome'],
	])('%s', (sentence, code) => {
		expect(findings(supportText(`${sentence}\n\n${help}`)).stops).toEqual([code]);
	});

	test.each([
		['A man committed suicide.', ['suicide-committed']],
		['He hanged himself.', ['suicide-method']],
		['She died by suicide: she overdosed on sleeping pills.', ['suicide-method']],
		['It was a successful suicide.', ['suicide-outcome']],
		['The suicide attempt failed.', ['suicide-outcome']],
	])('%s', (sentence, codes) => {
		expect(findings(supportText(help), `${sentence}\n\n${englishHelp}`).stops).toEqual(codes);
	});

	test('the same words in a notice, in any of its fields', () => {
		const notice = noticeText({ summary: '一人跳河轻生，请勿围观，想找人说打12356。' });
		expect(findings(notice, undefined, 'notices').stops).toEqual(['suicide-method']);
	});
});

describe('nobody is kept from writing', () => {
	test.each([
		'误喝农药，马上打120。',
		'有人跳河救人，请打110。',
		'请把农药和刀具锁好。',
		'有人坠楼受伤，请打120。',
		'觉得活不下去，请现在就告诉身边的人，打12356。',
		'他去年自杀身亡，家人得到了陪伴。想找人说，打12356。',
	])('%s', (sentence) => {
		expect(findings(supportText(sentence)).stops).toEqual([]);
	});

	test.each([
		'She died by suicide. Call 12356.',
		'Lock away pesticides. In danger call 120.',
		'Thoughts of suicide can pass. Call 12356.',
	])('%s', (sentence) => {
		expect(findings(supportText(help), sentence)).toEqual({ stops: [], all: [] });
	});
});

describe('advice is given on', () => {
	test.each([
		['他因为欠债自杀。', 'suicide-cause'],
		['有人自杀未遂。', 'suicide-attempt'],
		['遗书里写着什么，网上都有。', 'suicide-note'],
		['最近出现自杀潮。', 'suicide-wave'],
		['那座桥是自杀高发地。', 'suicide-place'],
	])('%s', (sentence, code) => {
		expect(findings(supportText(`${sentence}\n\n${help}`))).toEqual({ stops: [], all: [code] });
	});

	test('a headline that speaks of it: it goes into no push and no feed', () => {
		expect(findings(supportText(help, '预防自杀')).all).toEqual(['suicide-in-headline']);
	});

	test('a text that speaks of it and says nowhere whom to call', () => {
		expect(findings(supportText('自杀的念头会过去。')).all).toEqual(['suicide-without-help']);
		const half = findings(
			supportText(`自杀的念头会过去。${help}`),
			'Thoughts of suicide can pass.',
		);
		expect(half.all).toEqual(['suicide-without-help']);
	});
});
