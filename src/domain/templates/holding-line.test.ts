import { expect, test } from 'vitest';
import { localize, readEntry, writeEntry } from '../entry.ts';
import {
	answerDraft,
	holdingResponse,
	holdingTranslations,
	holdingWords,
	promisedUpdate,
} from './holding-line.ts';

const at = (time: string) => new Date(`2026-03-14T${time}:00+08:00`);
const clocks = { holdingLine: 2, verdictHigh: 24, verdictMedium: 48 };
const item = {
	id: 'i-1',
	claim: '全县明天停水三天',
	firstSeenAt: at('10:10'),
	harm: 3,
	spread: 3,
	pausedMs: 0,
};
const line = {
	...holdingWords(item.claim),
	fact: '已收到，正在核实。',
	actions: ['请先不要转发。'],
	nextUpdateAt: at('18:00'),
	issuer: 'cdc',
	topic: 'health',
	area: '999900',
};

test('a holding line is a response that is being checked, and reads back as it was written', () => {
	const data = holdingResponse(line, item);
	const files = writeEntry({ collection: 'rumors', ref: 'holding', data, translations: {} });
	const { entry, problems } = readEntry('rumors', 'holding', files);
	expect(problems).toEqual([]);
	expect(entry?.data).toMatchObject({ state: 'checking', item: 'i-1', nextUpdateAt: at('18:00') });
});

test('what is written in English is what readers of English get, and nothing is made up for them', () => {
	const english = { claim: 'No water for three days', fact: 'We are checking.', actions: [] };
	const translations = holdingTranslations({ ...line, english });
	const entry = {
		collection: 'rumors',
		ref: 'holding',
		data: holdingResponse(line, item),
	} as const;
	const read = readEntry('rumors', 'holding', writeEntry({ ...entry, translations }));
	expect(read.problems).toEqual([]);
	expect(read.entry && localize(read.entry, 'en')).toMatchObject({
		title: 'Being checked: No water for three days',
		claim: 'No water for three days',
		fact: 'We are checking.',
		textLanguage: 'en',
		behind: false,
	});
	expect(holdingTranslations(line)).toEqual({});
});

test('in English, too, the words fit, however long the claim is', () => {
	const english = { claim: 'water '.repeat(40), fact: 'We are checking.', actions: [] };
	const { title, summary } = holdingTranslations({ ...line, english }).en ?? {};
	expect(String(title).length).toBeLessThanOrEqual(80);
	expect(String(summary).length).toBeLessThanOrEqual(160);
});

test('the draft of the answer leaves what was said in other languages behind', () => {
	const published = holdingResponse(line, item);
	const { version } = answerDraft(published, { evidence: [], aliases: [] }, at('15:00'));
	expect(version).toBeGreaterThan(published.version);
});

test('the words to begin with fit, however long the claim is', () => {
	const { title, summary } = holdingWords('停水'.repeat(100));
	expect([...title].length).toBeLessThanOrEqual(40);
	expect([...summary].length).toBeLessThanOrEqual(70);
	expect(title).toMatch(/^正在核实：/);
});

test('the promised time is when the verdict is due, on a half hour', () => {
	expect(promisedUpdate(item, clocks, at('11:00'))).toEqual(new Date('2026-03-15T10:30:00+08:00'));
});

test('where that has passed, or nothing is due, more is promised within the time of a first line', () => {
	const old = { ...item, firstSeenAt: new Date('2026-03-01T10:00:00+08:00') };
	expect(promisedUpdate(old, clocks, at('11:01'))).toEqual(at('13:30'));
	expect(promisedUpdate({ ...item, harm: 1, spread: 1 }, clocks, at('11:00'))).toEqual(at('13:00'));
});
