import { expect, test } from 'vitest';
import { pagesWithEveryKind } from './kinds-of-elements.ts';

test('a page stands for others that have nothing else', () => {
	const pages = new Map([
		['/a/', '<p>一<b class="tag" data-level="red">红</b>'],
		['/b/', '<p>一'],
		['/c/', '<p>一<b class="tag" data-level="blue">蓝</b>'],
		['/en/b/', '<p>One'],
		['/it/b/', '<p>Uno'],
	]);
	expect(pagesWithEveryKind(pages)).toEqual(['/a/', '/c/', '/en/b/']);
});
