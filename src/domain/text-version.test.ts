import { expect, test } from 'vitest';
import { entryText, noticeText } from '../../tests/builders.ts';
import { type Entry, readEntry } from './entry.ts';
import { sharesVersion, withNextVersion } from './text-version.ts';

const english = (title: string, version: number) =>
	entryText({ title, version: String(version) }, 'Text.');

function entry(lines: Readonly<Record<string, string>>, en?: string): Entry {
	const { entry: read, problems } = readEntry('notices', 'a-notice', {
		'zh-CN': noticeText(lines),
		...(en ? { en } : {}),
	});
	if (!read) throw new Error(JSON.stringify(problems));
	return read;
}

const versionsOf = ({ data, translations }: Entry) => [data.version, translations.en?.['version']];

test('other words get the next number, and a translation that was not changed is behind', () => {
	const published = entry({ version: '2' }, english('Notice', 2));
	const edited = entry({ version: '2', title: '改过的标题' }, english('Notice', 2));
	expect(sharesVersion(edited, published)).toBe(true);
	expect(versionsOf(withNextVersion(edited, published))).toEqual([3, 2]);
	expect(sharesVersion(withNextVersion(edited, published), published)).toBe(false);
});

test('a translation that was changed with it follows', () => {
	const published = entry({ version: '2' }, english('Notice', 2));
	const edited = entry({ version: '2', title: '改过的标题' }, english('Changed', 2));
	expect(versionsOf(withNextVersion(edited, published))).toEqual([3, 3]);
});

test('a change of the translation or of a fact alone leaves nothing behind', () => {
	const published = entry({ version: '2' }, english('Notice', 2));
	for (const edited of [
		entry({ version: '2' }, english('Changed', 2)),
		entry({ version: '2', phones: '["0000-5550100"]' }, english('Notice', 2)),
	])
		expect(versionsOf(withNextVersion(edited, published))).toEqual([3, 3]);
});

test('other words on a session are other words', () => {
	const session = (place: string) =>
		`[{kind: service, name: 领药, start: 2026-03-15T09:00:00+08:00, end: 2026-03-15T11:00:00+08:00, place: ${place}}]`;
	const published = entry({ version: '2', sessions: session('镇政府') }, english('Notice', 2));
	const edited = entry({ version: '2', sessions: session('镇中学') }, english('Notice', 2));
	expect(versionsOf(withNextVersion(edited, published))).toEqual([3, 2]);
});

test('the number that an editor raised stays, and so does the one of an unchanged text', () => {
	const published = entry({ version: '2' });
	expect(versionsOf(withNextVersion(entry({ version: '5', title: '新' }), published))[0]).toBe(5);
	expect(versionsOf(withNextVersion(entry({ version: '2', alert: 'true' }), published))[0]).toBe(2);
});
