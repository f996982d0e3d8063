import { describe, expect, test } from 'vitest';
import { noon, noticeText, rumorText } from '../../tests/builders.ts';
import type { CollectionName } from './collections.ts';
import { editProblems } from './edit-rules.ts';
import { type Entry, readEntry } from './entry.ts';

const earlier = '2026-03-14T11:00:00+08:00';
const later = '2026-03-14T13:00:00+08:00';

function entryOf(collection: CollectionName, text: string): Entry {
	const { entry } = readEntry(collection, 'e-1', { 'zh-CN': text });
	if (!entry) throw new Error('the entry of the test is not valid');
	return entry;
}

const incidentText = (lines: Readonly<Record<string, string>>) =>
	[
		'---',
		'title: 疫情',
		'summary: 疫情。',
		'hazard: infectious-disease',
		'phase: response',
		'issuer: cdc',
		"areas: ['999900']",
		'startedAt: 2026-03-06T08:00:00+08:00',
		...Object.entries(lines).map(([name, value]) => `${name}: ${value}`),
		'---',
		'',
	].join('\n');

const texts = { notices: noticeText, rumors: rumorText, incidents: incidentText } as const;

describe.each(['notices', 'rumors', 'incidents'] as const)(
	'the time of publication of %s',
	(name) => {
		const edited = (before: string | undefined, after: string | undefined) => {
			const at = (publishAt: string | undefined) =>
				entryOf(name, texts[name](publishAt ? { publishAt } : {}));
			return editProblems(at(before), at(after), noon).map((each) => [each.code, each.field]);
		};

		test.each([
			[earlier, later],
			[earlier, undefined],
			[undefined, later],
		])('stays once it has passed: %s to %s', (before, after) => {
			expect(edited(before, after)).toEqual([['fact-of-published-notice', 'publishAt']]);
		});

		test('may be moved while it lies ahead', () => {
			expect(edited(later, '2026-03-14T14:00:00+08:00')).toEqual([]);
			expect(edited(later, undefined)).toEqual([]);
		});
	},
);

describe.each(['rumors', 'incidents'] as const)('what is published of %s', (name) => {
	test.each([
		['exercise', 'actual'],
		['actual', 'exercise'],
		['test', 'actual'],
	])('does not turn from %s into %s', (before, after) => {
		const as = (status: string) => entryOf(name, texts[name]({ status }));
		const found = editProblems(as(before), as(after), noon);
		expect(found.map(({ code, field }) => [code, field])).toEqual([
			['status-of-published', 'status'],
		]);
	});
});
