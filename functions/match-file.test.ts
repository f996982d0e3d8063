import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { matchFile } from './match-file.ts';

const lockdown = '今晚零点全县封城，高速口都要堵上，只进不出';

/** What the command writes for a file of these lines. */
function matched(lines: readonly (object | string)[], ...more: string[]) {
	const file = join(mkdtempSync(join(tmpdir(), 'match-')), 'reports.ndjson');
	const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
	writeFileSync(file, text.join('\n'));
	return matchedFile(file, ...more);
}

async function matchedFile(file: string, ...more: string[]) {
	const written = { out: '', error: '' };
	const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
		written.out += chunk;
		return true;
	});
	const error = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
		written.error += chunk;
		return true;
	});
	const code = await matchFile(['--input', file, ...more]);
	out.mockRestore();
	error.mockRestore();
	const answers = written.out.split('\n').filter((line) => line !== '');
	return { code, error: written.error, answers: answers.map((line) => JSON.parse(line)) };
}

test('each line is answered before it teaches', async () => {
	const { answers, code } = await matched([
		{ id: '1', text: lockdown, item: 'lockdown' },
		{ id: '2', text: '听说今晚封城，高速口堵上了', item: 'lockdown' },
		{ id: '3', text: `转发：${lockdown}！！！`, item: 'lockdown' },
	]);
	expect(answers[0]).toEqual({ id: '1', decision: 'new', suggestions: [] });
	expect(answers[1]).toMatchObject({
		id: '2',
		decision: 'suggest',
		suggestions: [{ item: 'lockdown' }],
	});
	expect(answers[2]).toMatchObject({ id: '3', decision: 'join' });
	expect(code).toBe(0);
});

test('the very same text joins, in whatever width and script it is written', async () => {
	const { answers } = await matched([
		{ id: '1', text: lockdown, item: 'lockdown' },
		{ id: '2', text: '今晚零點全縣封城，高速口都要堵上、只進不出！', item: 'lockdown' },
	]);
	expect(answers[1]).toMatchObject({
		decision: 'join',
		suggestions: [{ item: 'lockdown', score: 1 }],
	});
});

test('the same text about another place is offered with the difference, and does not join', async () => {
	const { answers } = await matched([
		{ id: '1', text: '西安学校开学时间确定：高三3月16日', item: 'xian' },
		{ id: '2', text: '长春学校开学时间确定：高三3月16日', item: 'changchun' },
	]);
	expect(answers[1]).toMatchObject({
		decision: 'suggest',
		suggestions: [{ item: 'xian', differences: [{ kind: 'place', ours: '长春', theirs: '西安' }] }],
	});
});

test('what two items have in common joins neither', async () => {
	const { answers } = await matched([
		{ id: '1', text: lockdown, item: 'a' },
		{ id: '2', text: lockdown, item: 'b' },
		{ id: '3', text: lockdown, item: 'a' },
	]);
	expect(answers[2].decision).toBe('suggest');
});

test('the same page joins who only asks about it, and offers its item to who says something of it', async () => {
	const link = 'https://news.example/p/123';
	const { answers } = await matched([
		{ id: '1', text: `群里在传这个 ${link}`, item: 'school' },
		{ id: '2', text: `这是真的吗 ${link}`, item: 'school' },
		{ id: '3', text: `长春要开学 ${link}` },
	]);
	expect(answers.map((each) => each.decision)).toEqual(['new', 'join', 'suggest']);
	expect(answers[2].suggestions[0]).toMatchObject({ item: 'school', score: 0.6 });
});

test('the same words of 今晚 on another day are offered with the days, and do not join', async () => {
	const { answers } = await matched([
		{ id: '1', text: lockdown, date: '2026-03-01T20:00:00+08:00', item: 'lockdown' },
		{ id: '2', text: lockdown, date: '2026-03-01T22:00:00+08:00' },
		{ id: '3', text: lockdown, date: '2026-03-21T20:00:00+08:00' },
	]);
	expect(answers.map((each) => each.decision)).toEqual(['new', 'join', 'suggest']);
	expect(answers[2].suggestions[0].differences).toEqual([
		{ kind: 'date', ours: '2026-03-21', theirs: '2026-03-01' },
	]);
});

test('another of the county’s own places is a place', async () => {
	const lines = [
		{ id: '1', text: '云溪镇的自来水不能喝', item: 'water' },
		{ id: '2', text: '石门乡的自来水不能喝' },
	];
	const { answers } = await matched(lines, '--areas', '云溪镇,石门乡');
	expect(answers[1].suggestions[0].differences).toEqual([
		{ kind: 'place', ours: '石门', theirs: '云溪' },
	]);
});

test('a line without an item teaches nothing', async () => {
	const { answers } = await matched([
		{ id: '1', text: lockdown },
		{ id: '2', text: lockdown },
	]);
	expect(answers[1]).toEqual({ id: '2', decision: 'new', suggestions: [] });
});

test('there are at most three suggestions', async () => {
	const lines = ['a', 'b', 'c', 'd'].map((item) => ({ id: item, text: `${item}村今晚停水`, item }));
	const { answers } = await matched([...lines, { id: '5', text: '今晚停水' }]);
	expect(answers[4].suggestions).toHaveLength(3);
});

test('a line that cannot be read is named and left out', async () => {
	const { answers, error, code } = await matched(['{', { id: '2', text: lockdown }, { text: 'x' }]);
	expect(answers.map((each) => each.id)).toEqual(['2']);
	expect(error).toContain('Line 1 ');
	expect(error).toContain('Line 3 ');
	expect(code).toBe(1);
});

test('a file that is not there is named', async () => {
	expect(await matchFile(['--input', join(tmpdir(), 'no-such-file.ndjson')])).toBe(2);
});

test('the figures count what was known when it came', async () => {
	const { answers } = await matched(
		[
			{ id: '1', text: lockdown, item: 'lockdown' },
			{ id: '2', text: '大蒜泡白酒能治病', item: 'garlic' },
			{ id: '3', text: lockdown, item: 'lockdown' },
			{ id: '4', text: '今晚封城吗，高速堵上了', item: 'lockdown' },
			{ id: '5', text: '今晚封城吗，高速堵上了', item: 'garlic' },
		],
		'--measure',
	);
	expect(answers).toHaveLength(1);
	expect(answers[0]).toMatchObject({
		lines: 5,
		items: 2,
		repeats: 3,
		top1: 2 / 3,
		joins_right: 1,
		joins_wrong: 1,
	});
});

test('what an export does not know, a line separator within a text and a text without end are taken', async () => {
	const { answers, code } = await matched([
		{ id: 1, text: '今晚零点全县封城\u2028高速口都要堵上', item: null, date: null },
		{ id: 2, text: '大坝要塌了大家快跑', item: '' },
		{ id: 3, text: '大坝要塌了大家快跑', item: '' },
		{ id: 4, text: '停水'.repeat(500_000) },
	]);
	expect(answers.map(({ id, decision }) => [id, decision])).toEqual([
		['1', 'new'],
		['2', 'new'],
		['3', 'new'],
		['4', 'new'],
	]);
	expect(code).toBe(0);
});

/** 今晚封城，只进不出 as Excel writes it in China. */
const inGbk = Buffer.from('bdf1cdedb7e2b3c7a3acd6bbbdf8b2bbb3f6', 'hex');

test('lines that are no UTF-8 are read as the import of reports reads them, and the operator is told', async () => {
	const file = join(mkdtempSync(join(tmpdir(), 'match-')), 'reports.ndjson');
	const lines = [
		Buffer.from('{"id":"1","text":"is the bridge closed"}\n'),
		Buffer.concat([Buffer.from('{"id":"2","item":"a","text":"'), inGbk, Buffer.from('"}\n')]),
		Buffer.from('{"id":"3","text":"今晚封城，只进不出"}\n'),
	];
	writeFileSync(file, Buffer.concat(lines));
	const { answers, error, code } = await matchedFile(file);
	expect(answers.map(({ decision }) => decision)).toEqual(['new', 'new', 'join']);
	expect(error).toBe(
		`${file} is not all UTF-8: line 2, and others like it, are read as GB 18030. If what they say looks wrong, please save the file as UTF-8.\n`,
	);
	expect(code).toBe(0);
});

test('a file in UTF-8 is read without a word', async () => {
	expect((await matched([{ id: '1', text: lockdown }])).error).toBe('');
});
