import { expect, test } from 'vitest';
import { aliasWarnings } from './alias-warnings.ts';

test('an ordinary wording gives no warning', () => {
	for (const wording of ['今晚零点封城是真的吗', '高速口都堵上了', 'Is the water off for 3 days?'])
		expect(aliasWarnings(wording)).toEqual([]);
});

test('a wording that holds or held personal data, a long number or a name gives a warning', () => {
	expect(aliasWarnings('转账给13812345678')).toContain('personal-data');
	expect(aliasWarnings('打〔电话〕就能领')).toEqual(['taken-out']);
	expect(aliasWarnings('订单号88123456要查')).toEqual(['number']);
	expect(aliasWarnings('听王建国老师说停课')).toEqual(['name']);
	expect(aliasWarnings('Dr Smith says so')).toEqual(['name']);
});
