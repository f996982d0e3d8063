import type { Localized } from '../domain/entry.ts';
import { defaultLanguage, languageTags } from '../domain/languages.ts';
import { sentAt } from '../domain/notice.ts';
import type { CapSource, CapText } from '../feeds/cap.ts';
import { href, publicUrl } from '../layouts/view.ts';
import { chainOf } from './notice-chain.ts';
import { plainText } from './plain-text.ts';
import type { Reading } from './reading.ts';

/** What a published, actual notice's CAP message is made from. */
export async function capSource(reading: Reading, ref: string): Promise<CapSource | undefined> {
	const notice = reading.entry('notices', ref, defaultLanguage);
	if (notice?.status !== 'actual') return undefined;
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
	const url = publicUrl(reading.siteUrl, notice.textLanguage, `notices/${notice.ref}/`);
	return { notice, plainText: plainText(await reading.html(notice)), url };
}
