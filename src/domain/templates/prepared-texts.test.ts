import { expect, test } from 'vitest';
import { atHour, noon, someSettings } from '../../../tests/builders.ts';
import { preparedKinds } from '../readiness.ts';
import { approvedWords, preparedTexts } from './prepared-texts.ts';

const settings = someSettings();

test('each hazard has other words in each of its texts', () => {
	for (const kind of preparedKinds)
		expect(approvedWords(kind, 'flood', settings)).not.toBe(approvedWords(kind, 'fire', settings));
});

test('the script is what a loudspeaker reads, from whom to when', () => {
	const [script = ''] = preparedTexts('flood', settings, noon).script;
	expect(script).toMatch(/^示例县疾控中心通知。.*三月十四日.*$/);
});

test('an approval is not of the hour at which the text is looked at, but of who speaks', () => {
	expect(preparedTexts('flood', settings, noon).script).not.toEqual(
		preparedTexts('flood', settings, atHour(5)).script,
	);
	const others = someSettings({
		issuers: [{ code: 'cdc', name: { 'zh-CN': '示例县应急管理局' } }],
	});
	expect(approvedWords('script', 'flood', others)).not.toBe(
		approvedWords('script', 'flood', settings),
	);
});
