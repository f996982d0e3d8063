import { expect, test } from 'vitest';
import { misspeltVariables } from './misspelt-variables.ts';

const likelyFor = (name: string) =>
	misspeltVariables({ [name]: 'x' }).map(
		({ message }) => / portal: (\w+) is meant/.exec(message)?.[1],
	);

test.each([
	['SITE_ULR', 'SITE_URL'],
	['METRIC_PORT', 'METRICS_PORT'],
	['DATABSE_URL', 'DATABASE_URL'],
	['DATABASE_URI', 'DATABASE_URL'],
	['site_url', 'SITE_URL'],
	['WEBHOOK', 'WEBHOOKS'],
	['CMS_BAKEND', 'CMS_BACKEND'],
	['REQUIRE_SECOND_FACTORS', 'REQUIRE_SECOND_FACTOR'],
	['PROT', 'PORT'],
	['NODE_EXTRA_CA_CERT', 'NODE_EXTRA_CA_CERTS'],
])('%s is a slip of %s', (given, meant) => {
	expect(likelyFor(given)).toEqual([meant]);
});

test.each([
	'HOME',
	'PATH',
	'PORTS',
	'HOSTNAME',
	'BASE_URL',
	'NODE_ENV',
	'XDG_DATA_DIRS',
	'TEST_DATABASE_URL',
	'MAIL',
])('%s is of another program', (given) => {
	expect(likelyFor(given)).toEqual([]);
});

test('a name beside the one that it is near to is left alone, as nothing is missing', () => {
	expect(misspeltVariables({ SITE_URL: 'x', SITE_ULR: 'x' })).toEqual([]);
});
