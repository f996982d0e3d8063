import { expect, test } from 'vitest';
import { settingsText } from '../../tests/builders.ts';
import { problemText } from '../i18n/strings.ts';
import { readSettings } from './entry.ts';
import { missingFromConsent } from './push-consent.ts';

const whole = '推送地址会交给境外的谷歌、苹果、Mozilla或微软。';
const settings = (push: string) =>
	readSettings(settingsText().replace(/^push:.*$/m, `push: ${push}`));

test('a text that names all four recipients and that they are abroad leaves nothing out', () => {
	expect(missingFromConsent({ 'zh-CN': whole })).toEqual([]);
});

test.each([
	['谷歌', 'Google'],
	['苹果', 'Apple'],
	['Mozilla', 'Mozilla'],
	['微软', 'Microsoft'],
	['境外', '境外'],
])('a text without %s is not consent', (word, missing) => {
	expect(missingFromConsent({ 'zh-CN': whole.replace(word, '') })).toEqual([missing]);
});

test('a translation names them too', () => {
	const en = 'Push addresses go to Google, Apple and Mozilla.';
	expect(missingFromConsent({ 'zh-CN': whole, en })).toEqual(['Microsoft']);
});

test('push cannot be turned on with a text that names nobody, and the settings say why', () => {
	const { problems } = settings('{enabled: true, consent: {zh-CN: 我同意}}');
	const values = { missing: 'Google, Apple, Mozilla, Microsoft, 境外' };
	expect(problems).toEqual([{ code: 'consent-names-nobody', field: 'push.enabled', values }]);
	for (const language of ['zh-CN', 'en'] as const) {
		const [first] = problems;
		expect(first && problemText(first, language)).toContain(values.missing);
	}
});

test('push that is off needs no such text', () => {
	expect(settings('{enabled: false, consent: {zh-CN: 尚未开启}}').problems).toEqual([]);
});
