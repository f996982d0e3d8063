import { expect, test } from 'vitest';
import { type Entry, readEntry } from '../../src/domain/entry.ts';
import { noon, noticeText, rumorText, someSettings } from '../../tests/builders.ts';
import { stampedFiles } from './stamped-files.ts';

const settings = someSettings();
const sign = (entry: Entry<'notices'>) => entry;

function aNotice(ref: string): Entry {
	const { entry } = readEntry('notices', ref, { 'zh-CN': noticeText() });
	if (!entry) throw new Error('not read');
	return entry as Entry;
}

function aResponse(ref: string): Entry {
	const { entry } = readEntry('rumors', ref, { 'zh-CN': rumorText() });
	if (!entry) throw new Error('not read');
	return entry as Entry;
}

/** The stamp that a first publication gives. */
function stampOf(entry: Entry, hasCode: (code: string) => boolean = () => false) {
	const [text = ''] = stampedFiles(entry, undefined, {
		content: { settings, hasCode },
		now: noon,
		sign,
	}).values();
	return readEntry(entry.collection, entry.ref, { 'zh-CN': text }).entry?.data.stamp;
}

test('a code that a notice has is given to no other', () => {
	const asked: string[] = [];
	const stamp = stampOf(aNotice('n-1'), (code) => asked.push(code) < 3);
	expect(asked).toHaveLength(3);
	expect(stamp?.code).toBe(asked[2]);
});

test('what is published in one second is told apart, also with names that begin alike', () => {
	const long = '202603141200-all-clear-2026-12-';
	const entries = [
		aNotice(`${long}orange`),
		aNotice(`${long}red`),
		aNotice('water'),
		aResponse('water'),
	];
	const identifiers = entries.map((entry) => stampOf(entry)?.identifier);
	expect(new Set(identifiers).size).toBe(4);
	expect(identifiers[2]).toMatch(/\.water\.20260314120000$/);
});
