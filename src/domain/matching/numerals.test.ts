import { expect, test } from 'vitest';
import { withDigits } from './numerals.ts';

test.each([
	['停水三天', '停水3天'],
	['十二点', '12点'],
	['两百一十块', '210块'],
	['一千零五人', '1005人'],
	['三万两千户', '32000户'],
	['二〇二〇年', '2020年'],
	['百分之五十', '50%'],
	['二十多个', '20多个'],
	['六点五级', '6.5级'],
	['六点五十分', '6点50分'],
])('%s counts: %s', (written, digits) => {
	expect(withDigits(written)).toBe(digits);
});

test.each(['一定', '万一', '千万不要', '三五天', '一两个'])(
	'%s counts nothing exactly',
	(written) => {
		expect(withDigits(written)).toBe(written);
	},
);
