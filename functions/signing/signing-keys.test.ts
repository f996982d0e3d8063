import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEntry } from '../../src/domain/entry.ts';
import { fromBase64Url } from '../../src/domain/verification/base64url.ts';
import { canonicalText } from '../../src/domain/verification/canonical-text.ts';
import { signedStatementOf } from '../../src/domain/verification/signature-standing.ts';
import { statementBytes } from '../../src/domain/verification/statement.ts';
import { atHour, noon, noticeText } from '../../tests/builders.ts';
import { isSignedBy } from './sign-notice.ts';
import { openSigningKeys } from './signing-keys.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-keys-'));
});

afterEach(() => rm(folder, { recursive: true }));

const stamp = '{sent: 2026-03-14T09:00:00+08:00, identifier: shili.n-1, code: K7MX3R}';

function aStampedNotice(lines: Readonly<Record<string, string>> = {}) {
	const files = { 'zh-CN': noticeText({ stamp, ...lines }) };
	const { entry } = readEntry('notices', 'n-1', files);
	if (!entry) throw new Error('the notice cannot be read');
	return entry;
}

async function openWithOneKey() {
	const keys = await openSigningKeys(folder, noon);
	const [key] = keys.publicKeys();
	if (!key) throw new Error('there is no key');
	return { keys, key };
}

test('the first start makes a key that only the owner of the folder can read, and the next has it again', async () => {
	const { keys } = await openWithOneKey();
	const { mode } = await stat(join(folder, 'signing-keys.json'));
	expect((mode & 0o777).toString(8)).toBe('600');
	expect(keys.publicKeys()).toMatchObject([{ createdAt: noon }]);
	expect((await openSigningKeys(folder, atHour(1))).publicKeys()).toEqual(keys.publicKeys());
	expect(JSON.stringify(keys.publicKeys())).not.toContain('privateKey');
});

test('a signature is found valid by Node and by the cryptography of browsers', async () => {
	const { keys, key } = await openWithOneKey();
	const signed = keys.sign(aStampedNotice(), noon);
	expect(isSignedBy(signed, key)).toBe(true);
	const hash = createHash('sha256').update(canonicalText(signed)).digest('base64url');
	const statement = signedStatementOf(signed, hash);
	const raw = fromBase64Url(key.key);
	const value = fromBase64Url(statement?.signature ?? '');
	if (!statement || !raw || !value) throw new Error('nothing is signed');
	const browserKey = await crypto.subtle.importKey('raw', raw, 'Ed25519', true, ['verify']);
	const check = (bytes: Uint8Array<ArrayBuffer>) =>
		crypto.subtle.verify('Ed25519', browserKey, value, bytes);
	expect(await check(statementBytes(statement))).toBe(true);
	expect(await check(statementBytes({ ...statement, version: 2 }))).toBe(false);
});

test.each([
	['another text', { title: '云溪镇可以聚集' }],
	['another end', { expires: '2026-03-21T18:00:00+08:00' }],
	['another code', { stamp: stamp.replace('K7MX3R', 'K7MX3S') }],
])('a signature does not cover %s', async (_, lines) => {
	const { keys, key } = await openWithOneKey();
	const signature = keys.sign(aStampedNotice(), noon).data.stamp?.signature;
	const other = aStampedNotice(lines);
	const forged = { ...other, data: { ...other.data, stamp: { ...other.data.stamp, signature } } };
	expect(isSignedBy(forged as typeof other, key)).toBe(false);
});

test('a notice that was not published is not signed', async () => {
	const { keys, key } = await openWithOneKey();
	const { entry } = readEntry('notices', 'n-1', { 'zh-CN': noticeText() });
	if (!entry) throw new Error('the notice cannot be read');
	expect(isSignedBy(keys.sign(entry, noon), key)).toBe(false);
});

test('after a rotation another key signs, and the old one can never sign again', async () => {
	const { keys, key: old } = await openWithOneKey();
	const before = keys.sign(aStampedNotice(), noon);
	await keys.rotate(atHour(1));
	const [retired, current] = keys.publicKeys();
	if (!retired || !current) throw new Error('a key is missing');
	expect(retired).toEqual({ ...old, retiredAt: atHour(1) });
	expect(isSignedBy(before, retired)).toBe(true);
	const after = keys.sign(aStampedNotice(), atHour(2));
	expect([isSignedBy(after, retired), isSignedBy(after, current)]).toEqual([false, true]);
	const text = await readFile(join(folder, 'signing-keys.json'), 'utf8');
	expect(text.match(/privateKey/g)).toHaveLength(1);
});

test('a key that somebody else may have used says since when', async () => {
	const { keys } = await openWithOneKey();
	await keys.rotate(atHour(2), atHour(1));
	expect(keys.publicKeys()).toMatchObject([{ compromisedAt: atHour(1) }, { createdAt: atHour(2) }]);
	expect(keys.publicKeys()[1]).not.toHaveProperty('compromisedAt');
});

test('a damaged file is refused without showing what is in it', async () => {
	await writeFile(join(folder, 'signing-keys.json'), '[{"privateKey":"secret"');
	const opened = openSigningKeys(folder, noon);
	await expect(opened).rejects.toThrow(/damaged: restore it from a backup/);
	await expect(opened).rejects.not.toThrow(/secret/);
});
