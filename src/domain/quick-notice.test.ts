import { expect, test } from 'vitest';
import { noticeText } from '../../tests/builders.ts';
import { readEntry } from './entry.ts';
import { quickPlace, quickValues, withQuickValues } from './quick-notice.ts';

const en = '---\ntitle: Fewer gatherings\nsummary: Call first.\n---\n';
const files = { 'zh-CN': noticeText({ incident: 'x-2026' }), en };

test('a form that is sent as it was shown changes nothing', () => {
	const before = readEntry('notices', 'n-1', files);
	const after = readEntry('notices', 'n-1', withQuickValues(files, quickValues(files)));
	expect(after.problems).toEqual([]);
	expect(after.entry).toEqual(before.entry);
});

test('each line of a list is a sentence, and times are the county’s', () => {
	const values = {
		'zh-CN.actions': '请戴口罩\r\n\r\n请洗手 ',
		'en.actions': 'Wear a mask',
		expires: '2026-03-21T08:30',
		areas: '999900101 999900201',
	};
	const { entry } = readEntry('notices', 'n-1', withQuickValues(files, values));
	expect(entry?.data).toMatchObject({
		actions: ['请戴口罩', '请洗手'],
		expires: new Date('2026-03-21T08:30:00+08:00'),
		areas: ['999900101', '999900201'],
		incident: 'x-2026',
	});
	expect(entry?.translations.en).toMatchObject({ actions: ['Wear a mask'] });
});

test('what is no time is refused by its field, not dropped', () => {
	const { problems } = readEntry('notices', 'n-1', withQuickValues(files, { expires: 'soon' }));
	expect(problems).toMatchObject([{ code: 'not-an-instant', field: 'expires' }]);
});

test.each([
	[{ field: 'title' }, 'zh-CN.title'],
	[{ field: 'actions.2', language: 'en' }, 'en.actions'],
	[{ field: 'correction.why', language: 'en' }, 'en.correction.why'],
	[{ field: 'expires' }, 'expires'],
	[{ field: 'officialReference.number' }, 'number'],
	[{ field: 'phones.0' }, ''],
] as const)('the problem %o is found at “%s”', (about, place) => {
	expect(quickPlace({ code: 'required', ...about })).toBe(place);
});

test('text that looks like another field stays text', () => {
	const values = { 'zh-CN.title': '注意: "河水"上涨\nstatus: test' };
	const { entry } = readEntry('notices', 'n-1', withQuickValues(files, values));
	expect(entry?.data).toMatchObject({ title: '注意: "河水"上涨 status: test', status: 'actual' });
});
