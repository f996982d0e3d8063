import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { authSecret, notePublishersSecret, refuseOtherSecret } from './secret.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'mingbai-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the secret is made once and has 32 bytes', async () => {
	const secret = await authSecret(folder);
	expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
	expect(await authSecret(folder)).toBe(secret);
});

test('the secret is readable by the portal alone', async () => {
	await authSecret(folder);
	expect(statSync(join(folder, 'auth-secret')).mode & 0o777).toBe(0o600);
});

test('a damaged secret is refused with what to do', async () => {
	writeFileSync(join(folder, 'auth-secret'), 'abc');
	await expect(authSecret(folder)).rejects.toThrow('is damaged');
});

test('a machine with another secret than the publisher’s is refused, and the store never holds the secret', async () => {
	const noted = new Map<string, string>();
	const values = {
		get: async (key: string) => noted.get(key),
		set: async (key: string, value: string) => void noted.set(key, value),
	};
	const secret = await authSecret(folder);
	await refuseOtherSecret(values, secret, folder);
	await notePublishersSecret(values, secret);
	await refuseOtherSecret(values, secret, folder);
	await expect(refuseOtherSecret(values, `${secret}x`, folder)).rejects.toThrow(
		'not the publisher',
	);
	expect([...noted.values()].join()).not.toContain(secret.slice(0, 8));
});
