import { Hono } from 'hono';
import { describe, expect, test, vi } from 'vitest';
import { staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { authRoutes } from '../routes/auth.ts';
import { fixedWords } from './library-log.ts';

const store = freshSqlite();

describe('what is kept of a message of the sign-in library', () => {
	test.each([
		['Failed to parse state', 'Failed to parse state'],
		['Invalid origin: https://evil.example', 'Invalid'],
		['Invalid password', 'Invalid password'],
		['Discovery fetch failed for "oidc": TypeError', 'Discovery fetch failed for'],
		['Provider "oidc": id_token failed verification', 'Provider'],
		['Failed to create a thing for somebody called 李明', 'Failed to create a thing for'],
		['Failed to li@example.gov.cn', 'Failed to'],
		['li@example.gov.cn', 'other'],
		['\n{"level":"error"}', 'other'],
		[new Error('li@example.gov.cn'), 'other'],
		[undefined, 'other'],
	])('of %s: %s', (message, kept) => {
		expect(fixedWords(message)).toBe(kept);
	});
});

test('what a stranger sends stands in no line of the log, nor beside it', async () => {
	const printed = [
		...(['error', 'warn', 'log'] as const).map((name) => vi.spyOn(console, name)),
		vi.spyOn(process.stdout, 'write'),
	];
	const lines: object[] = [];
	const log = { error: (message: string, about: object = {}) => lines.push({ message, ...about }) };
	const parts = staffParts(store(), { log });
	const app = new Hono().route('/api/auth', authRoutes(parts));
	const strange = 'zz-strange-value';
	await app.request(`http://localhost:4321/api/auth/callback/oidc?code=1&state=${strange}`, {
		headers: { cookie: `mingbai.state=${strange}; ${strange}=%ff`, origin: `https://${strange}/` },
	});
	const beside = printed.flatMap((spy) => spy.mock.calls.map(([text]) => String(text)));
	vi.restoreAllMocks();
	expect(lines).toEqual([{ message: 'sign-in library', said: 'Failed to parse state' }]);
	expect(beside.join('\n')).not.toMatch(/strange|Better Auth/);
});
