import { expect, test } from 'vitest';
import { noticeText, yellowWarning } from '../../../tests/builders.ts';
import { readEntry } from '../entry.ts';
import { fieldMeta } from '../fields.schema.ts';
import { noticeSchema } from '../notice.schema.ts';
import { canonicalText, coverage } from './canonical-text.ts';

const chinese = noticeText(yellowWarning, '第一段。\n\n第二段。');
const english = '---\ntitle: Keep apart\nactions: [Wear a mask]\n---\n\nFirst.\n';

function textOf(zh: string, en?: string): string {
	const { entry, problems } = readEntry('notices', 'n-1', { 'zh-CN': zh, en });
	if (!entry) throw new Error(JSON.stringify(problems));
	return canonicalText(entry);
}

test('it begins with its version and holds facts once and texts in each language', () => {
	const text = textOf(chinese, english);
	expect(text).toMatch(/^mingbai-notice-1\nref: n-1\nstatus: actual\n/);
	expect(text).toContain('\nwarningColor: yellow\nofficialReference.issuedBy: cdc\n');
	expect(text).toContain('\nexpires: 2026-03-20T18:00:00+08:00\n');
	expect(text).toContain('\nzh-CN title: 云溪镇请减少聚集\n');
	expect(text).toContain('\nzh-CN body: 第一段。\nzh-CN body: 第二段。\n');
	expect(text).toContain('\nen title: Keep apart\nen actions: Wear a mask\nen body: First.\n');
	expect(text.match(/warningColor/g)).toHaveLength(1);
});

test.each([
	['line ends', chinese.replaceAll('\n', '\r\n')],
	['spaces at the ends of lines', chinese.replaceAll('段。', '段。  ')],
	['the order of fields', reordered(chinese)],
	['how a letter with an accent is written', chinese.normalize('NFD')],
	['a default that is written out', chinese.replace('---\n', '---\nlifecycle: issue\n')],
	['how it is announced', chinese.replace('---\n', '---\nalert: true\nalertRevision: 2\n')],
])('%s do not matter', (_, other) => {
	expect(textOf(other)).toBe(textOf(chinese));
});

test.each([
	['a word of the title', chinese.replace('减少', '不要减少')],
	['a fact', chinese.replace('warningColor: yellow', 'warningColor: blue')],
	['a part of a fact', chinese.replace('1号', '2号')],
	['an instant', chinese.replace('2026-03-20T18', '2026-03-20T19')],
	['a list', chinese.replace('["请戴口罩"]', '["请戴口罩", "请通风"]')],
	['punctuation', chinese.replace('第一段。', '第一段！')],
	['an invisible mark that turns the writing round', chinese.replace('第一段', '第\u202e一段')],
])('%s matters', (_, other) => {
	expect(textOf(other)).not.toBe(textOf(chinese));
});

test('a translation matters, and so does the name of the notice', () => {
	expect(textOf(chinese, english)).not.toBe(textOf(chinese));
	const { entry } = readEntry('notices', 'n-2', { 'zh-CN': chinese });
	expect(entry && canonicalText(entry)).not.toBe(textOf(chinese));
});

test('a line of the text cannot pass for a fact', () => {
	const forged = chinese.replace('第一段。', 'warningColor: red');
	expect(textOf(forged)).toContain('\nzh-CN body: warningColor: red\n');
});

test('what it has in each language is what is translated', () => {
	const translated = Object.entries(noticeSchema.shape).flatMap(([name, schema]) =>
		fieldMeta(schema)?.translated && name !== 'version' ? [name] : [],
	);
	expect([...coverage.texts].sort()).toEqual(translated.sort());
});

test('it is decided of every field of a notice whether it is covered', () => {
	const decided = [...coverage.facts, ...coverage.texts, ...coverage.handling];
	expect([...decided].sort()).toEqual(Object.keys(noticeSchema.shape).sort());
});

function reordered(text: string): string {
	const [, head = '', body = ''] = text.split('---\n');
	return `---\n${head.trim().split('\n').reverse().join('\n')}\n---\n${body}`;
}
