import { expect, test } from 'vitest';
import { type EntryFiles, readEntry } from '../../src/domain/entry.ts';
import { noticeText } from '../../tests/builders.ts';
import { signedHash } from './published-entry.ts';

function hashOf(files: EntryFiles): string {
	const { entry, problems } = readEntry('notices', 'flood', files);
	if (!entry) throw new Error(JSON.stringify(problems));
	return signedHash(entry);
}

const italian = '---\ntitle: Avviso\n---\n';

test('a signature covers every translation, and not the stamp that publication adds', () => {
	const signed = hashOf({ 'zh-CN': noticeText() });
	expect(hashOf({ 'zh-CN': noticeText(), it: italian })).not.toBe(signed);
	const stamp = '{identifier: CN-2026-0001, sent: "2026-03-14T12:00:00+08:00", code: ABC234}';
	expect(hashOf({ 'zh-CN': noticeText({ stamp }) })).toBe(signed);
});

test('what is signed as one language’s text is not another’s', () => {
	const moved = hashOf({ 'zh-CN': noticeText(), en: italian });
	expect(moved).not.toBe(hashOf({ 'zh-CN': noticeText(), it: italian }));
});
