import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { aNotice, atHour, noon, someSettings } from '../../tests/builders.ts';
import type { Localized } from '../domain/entry.ts';
import type { NoticeWithRef } from '../domain/notice.ts';
import { capAlert } from './cap.ts';

let schema: string;

beforeAll(async () => {
	schema = await readFile('tests/cap-1.2.xsd', 'utf8');
});

type Changes = Partial<NoticeWithRef>;

const stamp = { sent: noon, identifier: 'shili.a-notice.20260314120000', code: 'ABCD23' };

function aText(changes: Changes = {}, textLanguage: 'zh-CN' | 'en' = 'zh-CN') {
	const notice: Localized<'notices'> = {
		...aNotice({ stamp, ...changes }),
		collection: 'notices',
		textLanguage,
		behind: false,
	};
	const prefix = textLanguage === 'en' ? '/en' : '';
	return { notice, plainText: '正文。', url: `https://shili.example${prefix}/notices/x/` };
}

function capOf(changes: Changes = {}, more: Partial<Parameters<typeof capAlert>[0]> = {}): string {
	const source = {
		texts: [aText(changes)] as const,
		earlier: [],
		settings: someSettings(),
		fileUrl: (file: string) => `https://shili.example${file}`,
		...more,
	};
	const alert = capAlert(source);
	if (!alert) throw new Error('no alert');
	return alert;
}

async function faults(xml: string): Promise<readonly string[]> {
	const result = await validateXML({
		xml: [{ fileName: 'alert.xml', contents: xml }],
		schema: [schema],
	});
	return result.errors.map(({ message }) => message);
}

describe('a CAP message', () => {
	test('keeps the schema, and a broken one does not', async () => {
		const xml = capOf({ warningColor: 'red', category: 'warning', phones: ['0000-5550100'] });
		expect(await faults(xml)).toEqual([]);
		expect(await faults(xml.replace('+08:00', 'Z'))).not.toEqual([]);
		expect(await faults(xml.replace(/<urgency>.*<\/urgency>/, ''))).not.toEqual([]);
	});

	test('keeps the schema whatever is written in it', async () => {
		const hostile = `<![CDATA[ & "'>\u0007\u202e😀${'很长'.repeat(400)}`;
		const xml = capOf({
			title: hostile,
			summary: hostile,
			actions: [hostile],
			known: [hostile],
			documentNumber: hostile,
		});
		expect(await faults(xml)).toEqual([]);
		expect(xml).not.toContain('<![CDATA[');
		expect(xml).toContain('&lt;![CDATA[ &amp; ');
	});

	test('has one info for each language that the notice was written in', () => {
		const xml = capOf({}, { texts: [aText(), aText({ title: 'Yunxi' }, 'en')] });
		expect([...xml.matchAll(/<language>([^<]*)</g)].map(([, tag]) => tag)).toEqual(['zh-CN', 'en']);
		expect(xml).toContain('<areaDesc>Yunxi Town</areaDesc>');
	});

	test('carries the offset of the county, never Z', () => {
		const times = [...capOf().matchAll(/>(\d{4}-[^<]*)</g)].map(([, time]) => time);
		expect(times.length).toBeGreaterThan(2);
		expect(times.filter((time) => !time?.endsWith('+08:00'))).toEqual([]);
	});

	test.each([
		['issue', 'Alert'],
		['update', 'Update'],
		['correction', 'Update'],
		['lift', 'Update'],
		['withdrawal', 'Cancel'],
	] as const)('of the kind %s is of the type %s', (lifecycle, msgType) => {
		const earlier = [
			aText({ ref: 'first', stamp: { ...stamp, identifier: 'shili.first.1' } }).notice,
		];
		expect(capOf({ lifecycle }, { earlier })).toContain(`<msgType>${msgType}</msgType>`);
	});

	test.each(['update', 'correction', 'lift', 'withdrawal'] as const)(
		'of the kind %s is an alert of its own where nothing earlier has an identity to refer to',
		(lifecycle) => {
			const earlier = [aText({ ref: 'first', stamp: undefined }).notice];
			const xml = capOf({ lifecycle }, { earlier });
			expect(xml).toContain('<msgType>Alert</msgType>');
			expect(xml).not.toContain('<references>');
		},
	);

	test('that lifts says that all is clear', () => {
		expect(capOf({ lifecycle: 'lift' })).toContain('<responseType>AllClear</responseType>');
	});

	test('names everything that was said before, by sender, identifier and time', async () => {
		const earlier = ['first', 'second'].map((name, index) => {
			const sent = atHour(index - 4);
			return aText({ ref: name, stamp: { ...stamp, sent, identifier: `shili.${name}.1` } }).notice;
		});
		const xml = capOf({ lifecycle: 'update' }, { earlier });
		expect(xml).toContain(
			'<references>yingji.shili.example,shili.first.1,2026-03-14T08:00:00+08:00 yingji.shili.example,shili.second.1,2026-03-14T09:00:00+08:00</references>',
		);
		expect(await faults(xml)).toEqual([]);
	});

	test('keeps its sender when the settings name another', () => {
		const xml = capOf({ stamp: { ...stamp, sender: 'old.shili.example' } });
		expect(xml).toContain('<sender>old.shili.example</sender>');
	});

	test('is of a severity that the colour or the grade says, and never unknown', () => {
		expect(capOf({ warningColor: 'orange' })).toContain('<severity>Severe</severity>');
		expect(capOf({ eventGrade: 'major' })).toContain('<severity>Severe</severity>');
		expect(capOf({ responseLevel: 'I' })).toContain('<severity>Minor</severity>');
		expect(capOf()).not.toContain('Unknown');
	});

	test('has an end, also when the notice only has a time of review', () => {
		const xml = capOf({ expires: undefined, reviewBy: atHour(30) });
		expect(xml).toContain('<expires>2026-03-15T18:00:00+08:00</expires>');
	});

	test('of a county that does not exist is an exercise, and says so', () => {
		const xml = capOf({}, { settings: someSettings({ fictional: true }) });
		expect(xml).toContain('<status>Exercise</status>');
		expect(xml).toContain('<note>演示数据');
	});

	test('is not made without the identity that publication gives', () => {
		const settings = someSettings();
		const texts = [aText({ stamp: undefined })] as const;
		expect(capAlert({ texts, earlier: [], settings, fileUrl: (file) => file })).toBeUndefined();
	});
});
