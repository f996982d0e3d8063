import { expect, test } from 'vitest';
import { canBeHost } from './host-header.ts';

test.each([
	undefined,
	'',
	'localhost',
	'yunxi.gov.cn',
	'XN--FIQS8S.example:443',
	'192.0.2.1:4321',
	'[2001:db8::1]:80',
	'portal_1.internal',
	'county.example:',
])('%s can be the host of a request', (value) => {
	expect(canBeHost(value)).toBe(true);
});

test.each(['county.example#', 'a?b', 'a/b', 'a@b', 'a b', '云溪', '[::1', 'a:123456', 'a\\b'])(
	'"%s" can be no host',
	(value) => {
		expect(canBeHost(value)).toBe(false);
	},
);
