import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Config, readConfig } from './config.ts';

describe('readConfig', () => {
	test('needs nothing', () => {
		expect(accepted({})).toMatchObject({
			port: 4321,
			host: 'localhost',
			siteUrl: 'http://localhost:4321',
			basePath: '',
			dataDir: resolve('var'),
			contentRepo: resolve('var/content.git'),
			role: 'all',
			pushExtraOrigins: [],
			robots: [],
			trustedProxies: 0,
			oidc: undefined,
		});
	});

	test('derives the site address from the port', () => {
		expect(accepted({ PORT: '8080' }).siteUrl).toBe('http://localhost:8080');
	});

	test('takes a blank variable as not set', () => {
		expect(accepted({ DATABASE_URL: '', PORT: ' ' })).toMatchObject({
			databaseUrl: undefined,
			port: 4321,
		});
	});

	test('puts the content repository into the data folder', () => {
		expect(accepted({ DATA_DIR: '/srv/mingbai' }).contentRepo).toBe('/srv/mingbai/content.git');
	});

	test.each([
		['/', ''],
		['column', '/column'],
		['/column/', '/column'],
		['/a/b', '/a/b'],
	])('reads the base path %s as "%s"', (given, basePath) => {
		expect(accepted({ BASE_PATH: given }).basePath).toBe(basePath);
	});

	test.each([
		['true', 1],
		['1', 1],
		['2', 2],
		['false', 0],
		['0', 0],
	])('reads TRUST_PROXY=%s as %i trusted proxies', (given, count) => {
		expect(accepted({ TRUST_PROXY: given }).trustedProxies).toBe(count);
	});

	test('splits extra push origins', () => {
		const { pushExtraOrigins } = accepted({
			PUSH_EXTRA_ORIGINS: 'https://a.example, https://b.example:8443/',
		});
		expect(pushExtraOrigins).toEqual(['https://a.example', 'https://b.example:8443']);
	});

	test('demands a second factor of nobody unless it is said of whom', () => {
		expect(accepted({}).requireSecondFactor).toBe('none');
		expect(accepted({ REQUIRE_SECOND_FACTOR: 'all' }).requireSecondFactor).toBe('all');
		expect(refused({ REQUIRE_SECOND_FACTOR: 'yes' })).toEqual(['REQUIRE_SECOND_FACTOR']);
	});

	test('lists every fault at once', () => {
		const result = refused({
			PORT: 'http',
			SITE_URL: 'https://www.example.gov.cn/portal',
			ROLE: 'master',
			PUSH_EXTRA_ORIGINS: 'http://push.example',
			ROBOTS: 'https://chat.example/hook',
			WEBHOOKS: 'https://sms.county.example/in',
			WEBHOOK_SECRET: 'short',
			DATABASE_URL: 'mysql://localhost/x',
			TRUST_PROXY: 'perhaps',
		});
		expect(result.toSorted()).toEqual([
			'DATABASE_URL',
			'PORT',
			'PUSH_EXTRA_ORIGINS',
			'ROBOTS',
			'ROLE',
			'SITE_URL',
			'TRUST_PROXY',
			'WEBHOOKS',
			'WEBHOOK_SECRET',
		]);
	});

	test('lists a missing partner beside a fault', () => {
		expect(refused({ ROLE: 'web', PORT: 'http' })).toEqual(['PORT', 'DATABASE_URL']);
	});

	test('refuses a web node without a shared database', () => {
		expect(refused({ ROLE: 'web' })).toEqual(['DATABASE_URL']);
	});

	test('reads where the content is copied to', () => {
		const { contentRemote } = accepted({
			CONTENT_REMOTE: 'https://git.county.example/press/content.git/',
			CONTENT_REMOTE_TOKEN: 'glpat-0123',
		});
		expect(contentRemote).toEqual({
			url: 'https://git.county.example/press/content.git',
			branch: 'main',
			user: 'git',
			token: 'glpat-0123',
		});
		expect(accepted({}).contentRemote).toBeUndefined();
		expect(accepted({ CONTENT_REMOTE: 'http://127.0.0.1:3000/a.git' }).contentRemote).toBeDefined();
	});

	test.each([
		'http://git.county.example/content.git',
		'git@git.county.example:content.git',
		'ssh://git.county.example/content.git',
		'https://name:secret-token@git.county.example/content.git',
		'https://git.county.example/content.git?token=secret-token',
	])('refuses %s as a remote, without repeating it', (address) => {
		const result = readConfig({ CONTENT_REMOTE: address });
		expect(result).toMatchObject({ problems: [{ variable: 'CONTENT_REMOTE' }] });
		expect(JSON.stringify(result)).not.toContain('secret-token');
	});

	test.each(['a..b', '-main', 'main.lock', 'a b', 'refs:main'])(
		'refuses the branch %s',
		(branch) => {
			expect(refused({ CONTENT_REMOTE_BRANCH: branch })).toEqual(['CONTENT_REMOTE_BRANCH']);
		},
	);

	test('refuses a token that is for no repository', () => {
		expect(refused({ CONTENT_REMOTE_TOKEN: 'glpat-0123' })).toEqual(['CONTENT_REMOTE']);
	});

	test('reads webhooks, and keeps those of exercises apart', () => {
		const secret = '#whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
		const { webhooks } = accepted({
			WEBHOOKS: `https://sms.county.example/in${secret}, http://localhost:8080/${secret}`,
			EXERCISE_WEBHOOKS: `https://drill.county.example/in${secret}`,
		});
		expect(webhooks.map(({ url, exercise }) => [url, exercise])).toEqual([
			['https://sms.county.example/in', false],
			['http://localhost:8080/', false],
			['https://drill.county.example/in', true],
		]);
	});

	test.each([
		['ROBOTS', 'EXERCISE_ROBOTS', 'https://open.feishu.cn/open-apis/bot/v2/hook/T'],
		['WEBHOOKS', 'EXERCISE_WEBHOOKS', 'https://sms.county.example/in'],
	])('refuses an address that is in %s and in %s', (real, exercise, address) => {
		const secret = '#whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
		const env = { [real]: `${address}${secret}`, [exercise]: `${address}${secret}` };
		expect(refused(env)).toEqual([exercise]);
	});

	test.each([
		[{ METRICS_PORT: '4321' }, ['METRICS_PORT']],
		[{ PORT: '9464', METRICS_PORT: '9464', HOST: '0.0.0.0' }, ['METRICS_PORT']],
		[{ PORT: '9464', METRICS_PORT: '9464', HOST: '10.0.0.1' }, []],
		[{ PORT: '80', METRICS_PORT: '9464' }, []],
	])('of one port for the site and the figures at one address, %o, refuses %o', (env, faults) => {
		expect(refused(env)).toEqual(faults);
	});

	test.each(['http://id.example.gov.cn', 'http://169.254.169.254/latest', 'ftp://id.example'])(
		'refuses an identity provider that is not encrypted: %s',
		(issuer) => {
			const client = { OIDC_CLIENT_ID: 'portal', OIDC_CLIENT_SECRET: 'secret' };
			expect(refused({ OIDC_ISSUER: issuer, ...client })).toEqual(['OIDC_ISSUER']);
			expect(accepted({ OIDC_ISSUER: 'http://127.0.0.1:9', ...client }).oidc).toBeDefined();
		},
	);

	test('refuses half an identity provider', () => {
		expect(refused({ OIDC_ISSUER: 'https://id.example.gov.cn' })).toEqual([
			'OIDC_CLIENT_ID',
			'OIDC_CLIENT_SECRET',
		]);
	});
});

function accepted(env: Record<string, string>): Config {
	const result = readConfig(env);
	if ('config' in result) return result.config;
	throw new Error(JSON.stringify(result.problems));
}

function refused(env: Record<string, string>): string[] {
	const result = readConfig(env);
	return 'problems' in result ? result.problems.map(({ variable }) => variable) : [];
}
