import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { anItem } from '../../tests/desk-builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { items } from '../store/items.ts';
import { reportLinks } from '../store/report-links.ts';
import { reports } from '../store/reports.ts';
import { importReports } from './import-reports.ts';

const store = freshSqlite();

const run = (text: string, isPreview = false) =>
	importReports(
		{
			reports: reports(store().db),
			joining: { links: reportLinks(store().db), isSameClaim: () => true },
			areas: [{ code: '999900101', name: { 'zh-CN': '云溪镇' }, kind: 'township' }],
			now: noon,
		},
		text,
		{ isPreview },
	);
const waiting = () => reports(store().db).waiting(100);

const file = `编号,内容,来源,乡镇,来电时间
1,听说今晚停水,hotline,999900101,2026-03-14T08:00:00+08:00
2,群里说封路,hotline,,
`;

test('reports of a file wait with what it says of them', async () => {
	expect(await run(file)).toMatchObject({ lines: 2, added: 2, known: 0, problems: [] });
	expect(await waiting()).toMatchObject([
		{
			content: '听说今晚停水',
			intake: 'hotline',
			area: '999900101',
			receivedAt: new Date('2026-03-14T08:00:00+08:00'),
		},
		{ content: '群里说封路', channel: 'other', receivedAt: noon },
	]);
});

test('a preview tells the same and adds nothing', async () => {
	expect(await run(file, true)).toMatchObject({
		added: 2,
		examples: ['听说今晚停水', '群里说封路'],
	});
	expect(await waiting()).toEqual([]);
});

test('the same file twice adds nothing', async () => {
	await run(file);
	expect(await run(file)).toMatchObject({ added: 0, known: 2 });
	expect(await waiting()).toHaveLength(2);
});

test('equal lines without an id or a time are several callers, and the file twice adds none', async () => {
	const twice = '{"content":"没有编号"}\n{"content":"没有编号"}';
	expect(await run(twice)).toMatchObject({ added: 2, known: 0 });
	expect(await run(twice)).toMatchObject({ added: 0, known: 2 });
});

test('equal lines of one time are one report', async () => {
	const line = '{"content":"没有编号","receivedAt":"2026-03-14T08:00:00+08:00"}';
	expect(await run(`${line}\n${line}`)).toMatchObject({ added: 1, known: 1 });
});

test('lines that cannot be used are told by line and field, and the others are taken', async () => {
	const outcome = await run(
		[
			'{"content":""}',
			'{oops',
			'{"content":"停水","area":"nowhere"}',
			'{"content":"停水","receivedAt":"yesterday"}',
			'{"content":"停水","receivedAt":"2020-01-01T00:00:00+08:00"}',
			'{"content":"停水","intake":"rumor mill"}',
			'{"content":"能用的一行"}',
		].join('\n'),
	);
	expect(outcome.added).toBe(1);
	expect(outcome.problems.map(({ line, problem }) => [line, problem.field])).toEqual([
		[1, 'content'],
		[2, ''],
		[3, 'area'],
		[4, 'receivedAt'],
		[5, 'receivedAt'],
		[6, 'intake'],
	]);
});

test('what looks like a formula or a page is kept as the words it is', async () => {
	await run('content\n"=HYPERLINK(""http://x"")"\n<script>alert(1)</script>');
	expect((await waiting()).map(({ content }) => content)).toEqual([
		'=HYPERLINK("http://x")',
		'<script>alert(1)</script>',
	]);
});

test('a line joins the item of what points at the same page, as what comes by the form does', async () => {
	await run('content\n看 https://news.example/a 说停水');
	const [first] = await waiting();
	await items(store().db).add(anItem('i-1'));
	await reports(store().db).group(first?.id ?? '', 'i-1');
	await run('content\n这个 https://news.example/a 是真的吗');
	expect(await reports(store().db).ofItem('i-1')).toHaveLength(2);
});

test('beside a page that nobody knows, a known one joins no line', async () => {
	await run('content\n看 https://news.example/a 说停水');
	const [first] = await waiting();
	await items(store().db).add(anItem('i-1'));
	await reports(store().db).group(first?.id ?? '', 'i-1');
	await run('content\n这个 https://news.example/a 和 https://other.example/b 是真的吗');
	expect(await reports(store().db).ofItem('i-1')).toHaveLength(1);
});

test('a hotline’s own table is taken with the names, days and times that stand in it', async () => {
	const table = `工单编号,诉求内容,渠道,来源,乡镇,听到日期,受理时间
7,群里说封路,微信群,12345热线,云溪镇,2026/3/13,2026/3/14 8:05
8,听说停水,朋友圈,窗口,,2026年3月13日,2026-03-14 08:05:30`;
	expect(await run(table)).toMatchObject({ lines: 2, added: 2, problems: [] });
	const heard = { heardOn: '2026-03-13' };
	expect(await waiting()).toMatchObject([
		{ ...heard, channel: 'wechat-group', intake: 'hotline', area: '999900101' },
		{ ...heard, channel: 'wechat-moments', receivedAt: new Date('2026-03-14T08:05:30+08:00') },
	]);
});

test('what names no place, no day and no time is told by field', async () => {
	const { problems } = await run(
		'内容,渠道,乡镇,日期,时间\n听说停水,梦里,别处,2026-02-30,昨天下午',
	);
	expect(problems.map(({ problem }) => problem.field)).toEqual([
		'channel',
		'area',
		'heardOn',
		'receivedAt',
	]);
});

test('personal data in a file is taken out like any other', async () => {
	expect(await run('content\n打13812345678问', true)).toMatchObject({ examples: ['打〔电话〕问'] });
});
