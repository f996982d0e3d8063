import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { clearerChinese } from '../src/cms/clearer-chinese.ts';
import { missingChinese } from '../src/cms/missing-chinese.ts';

const english = phrases(await locale('en'));
const theirs = phrases(await locale('zh_Hans'));
const ours = new Map([...phrases(missingChinese), ...phrases(clearerChinese)]);
const chinese = new Map([...theirs, ...ours]);

test('every phrase of the CMS has its Chinese', () => {
	expect([...english.keys()].filter((name) => !chinese.has(name))).toEqual([]);
});

test('no phrase of ours is for a phrase that the CMS does not have, or has in Chinese by itself', () => {
	const names = [...phrases(missingChinese).keys()];
	expect(names.filter((name) => !english.has(name) || theirs.has(name))).toEqual([]);
});

test('a phrase is put more clearly only where the CMS has it, and differently', () => {
	const idle = [...phrases(clearerChinese)].filter(
		([name, text]) => !theirs.has(name) || theirs.get(name) === text,
	);
	expect(idle).toEqual([]);
});

test('what stands in Chinese is Chinese, with the places of the English', () => {
	const places = (text = '') => [...text.matchAll(/%\{\w+\}/g)].map(([place]) => place).sort();
	const wrong = [...ours].filter(
		([name, text]) =>
			(!/[\u4e00-\u9fff]/.test(text) && text !== english.get(name)) ||
			String(places(text)) !== String(places(english.get(name))),
	);
	expect(wrong).toEqual([]);
});

/** A locale as the bundle of the CMS holds it. */
async function locale(name: 'en' | 'zh_Hans'): Promise<object> {
	const file = resolve('node_modules/decap-cms-locales/dist/esm', name, 'index.js');
	return (await import(pathToFileURL(file).href)).default;
}

/** The phrases of a locale by their paths. */
function phrases(locale: object, path = ''): Map<string, string> {
	const found = Object.entries(locale).flatMap(([name, value]): (readonly [string, string])[] =>
		typeof value === 'string'
			? [[`${path}${name}`, value]]
			: [...phrases(value, `${path}${name}.`)],
	);
	return new Map(found);
}
