import { randomInt } from 'node:crypto';
import { entryPath } from '../../src/domain/collections.ts';
import { type Entry, writeEntry } from '../../src/domain/entry.ts';
import { languageTags } from '../../src/domain/languages.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { codeAlphabet } from '../../src/domain/short-code.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { isNotice, type SignNotice } from '../signing/sign-notice.ts';

/** The stamp is made once, at the first publication, and kept through every later edit. The signature is made anew for each text. */
export function stampedFiles(
	entry: Entry,
	before: Entry | undefined,
	{ settings, now, sign }: { settings: Settings; now: Date; sign: SignNotice },
): Map<string, string> {
	const first = before?.data.stamp;
	const stamp = first
		? { ...first, revised: now }
		: {
				sent: now,
				identifier: identifier(settings, entry.ref, now),
				sender: settings.sender,
				code: shortCode(),
			};
	const stamped: Entry = { ...entry, data: { ...entry.data, stamp } as Entry['data'] };
	const files = writeEntry(isNotice(stamped) ? sign(stamped, now) : stamped);
	const texts = new Map<string, string>();
	for (const language of languageTags) {
		const text = files[language];
		if (text !== undefined) texts.set(entryPath(entry.collection, entry.ref, language), text);
	}
	return texts;
}

function identifier(settings: Settings, ref: string, now: Date): string {
	const time = toOffsetString(now).slice(0, 19).replace(/[-:T]/g, '');
	return `${settings.sender.slice(0, 30)}.${ref.slice(0, 30)}.${time}`;
}

function shortCode(): string {
	return Array.from({ length: 6 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
}
