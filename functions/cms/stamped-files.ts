import { randomInt } from 'node:crypto';
import { entryPath } from '../../src/domain/collections.ts';
import { type Entry, writeEntry } from '../../src/domain/entry.ts';
import { languageTags } from '../../src/domain/languages.ts';
import { codeAlphabet } from '../../src/domain/short-code.ts';
import type { Content } from '../../src/domain/site.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { isNotice, type SignNotice } from '../signing/sign-notice.ts';

/** What a stamp must differ from. */
type StampContent = Pick<Content, 'settings' | 'hasCode'>;

/** The stamp is made once, at the first publication, and kept through every later edit. The signature is made anew for each text. */
export function stampedFiles(
	entry: Entry,
	before: Entry | undefined,
	{ content, now, sign }: { content: StampContent; now: Date; sign: SignNotice },
): Map<string, string> {
	const first = before?.data.stamp;
	const stamp = first ? { ...first, revised: now } : firstStamp(entry, content, now);
	const stamped: Entry = { ...entry, data: { ...entry.data, stamp } as Entry['data'] };
	const files = writeEntry(isNotice(stamped) ? sign(stamped, now) : stamped);
	const texts = new Map<string, string>();
	for (const language of languageTags) {
		const text = files[language];
		if (text !== undefined) texts.set(entryPath(entry.collection, entry.ref, language), text);
	}
	return texts;
}

function firstStamp(entry: Entry, content: StampContent, now: Date) {
	const code = freeCode(content);
	const { sender } = content.settings;
	return { sent: now, identifier: identifier(sender, entry, code, now), sender, code };
}

const longestName = 30;

/** Names of other collections, and the beginnings of long ones, may come twice in one second: the code tells them apart. */
function identifier(sender: string, { collection, ref }: Entry, code: string, now: Date): string {
	const isOne = collection === 'notices' && ref.length <= longestName;
	const name = isOne ? ref : `${ref.slice(0, longestName - code.length - 1)}-${code}`;
	const time = toOffsetString(now).slice(0, 19).replace(/[-:T]/g, '');
	return `${sender.slice(0, 30)}.${name}.${time}`;
}

/** A code that no notice has: among tens of thousands a random one may come again. */
function freeCode(content: StampContent): string {
	for (let code = randomCode(); ; code = randomCode()) if (!content.hasCode(code)) return code;
}

function randomCode(): string {
	return Array.from({ length: 6 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
}
