import type { Localized } from '../domain/entry.ts';
import { defaultLanguage, languageTags } from '../domain/languages.ts';
import { sentAt } from '../domain/notice.ts';
import { folderOf, type NoticeFolder } from '../domain/notice-folder.ts';
import type { CapSource, CapText } from '../feeds/cap.ts';
import { href, publicUrl } from '../layouts/view.ts';
import { chainOf } from './notice-chain.ts';
import { plainText } from './plain-text.ts';
import type { Reading } from './reading.ts';

/** What the CAP message of a published notice is made from: of an actual one, or of an exercise, whose message stands in its own folder. */
export async function capSource(
	reading: Reading,
	folder: NoticeFolder,
	ref: string,
): Promise<CapSource | undefined> {
	const notice = reading.entry('notices', ref, defaultLanguage);
	if (!notice || folderOf(notice) !== folder) return undefined;
	const texts: CapText[] = [];
	for (const language of languageTags) {
		const written = reading.entry('notices', ref, language);
		if (written?.textLanguage === language) texts.push(await capText(reading, written));
	}
	const [first, ...others] = texts;
	if (!first) return undefined;
	const earlier = chainOf(reading, notice, defaultLanguage).filter(
		(each) => each.ref !== ref && sentAt(each) < sentAt(notice),
	);
	return {
		texts: [first, ...others],
		earlier,
		settings: reading.settings,
		fileUrl: (file) => `${reading.siteUrl}${href(file)}`,
	};
}

async function capText(reading: Reading, notice: Localized<'notices'>): Promise<CapText> {
	const url = publicUrl(reading.siteUrl, notice.textLanguage, `${folderOf(notice)}/${notice.ref}/`);
	return { notice, plainText: plainText(await reading.html(notice)), url };
}
