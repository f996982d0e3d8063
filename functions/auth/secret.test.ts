import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { authSecret } from './secret.ts';

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
