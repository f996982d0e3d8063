import type { Localized } from '../domain/entry.ts';
import { smsText } from '../domain/messages/sms.ts';
import type { Translate } from '../i18n/strings.ts';
import type { View } from '../layouts/view.ts';
import { shortened } from './sentences.ts';
import type { WrittenNotice } from './written-notice.ts';

/** An LED sign over a road or a shop shows one line. */
const mostLedCharacters = 60;

/** The notice as a text message, with its marks. */
export function markedSms(
	view: View,
	notice: Localized<'notices'>,
	written: WrittenNotice,
): string {
	const unmarked = { ...notice, summary: written.summary };
	return smsText(unmarked, view.settings, view.language, marksOf(written, view.t));
}

/** The notice as a message in a WeChat group: plain lines, the fact first, and where to check it. */
export function wechatText(written: WrittenNotice, t: Translate): string {
	const { title, level, period, summary, phones, issuer, issued, source, nextUpdate, code } =
		written;
	const { translationNote } = written;
	const fact = (name: string, value: string | undefined) =>
		value ? [t('pack.fact', { name, value })] : [];
	return [
		`${marksOf(written, t)}${title}`,
		t('passOn.levelAndValidity', { level: level[0] ?? '', validity: period }),
		summary,
		...fact(t('facts.areas'), shortened(written.areas, 60)),
		...fact(t('facts.phones'), phones.slice(0, 3).join(t('list.separator'))),
		...fact(t('facts.issuer'), t('pack.issued', { issuer, at: issued })),
		...fact(t('facts.source'), source),
		...fact(t('facts.nextUpdate'), nextUpdate),
		...(translationNote ? [translationNote] : []),
		...(code ? [t('passOn.check', { code, version: written.version })] : []),
		written.address,
	].join('\n');
}

/** The notice as one line of an LED sign. The number to call stays, whatever is cut. */
export function ledLine(written: WrittenNotice, t: Translate): string {
	const [phone] = written.phones;
	const end = phone ? t('passOn.ledPhone', { phone }) : '';
	const room = mostLedCharacters - [...end].length;
	return `${shortened(`${marksOf(written, t)}${written.title}`, room)}${end}`;
}

/** What stands before every text that is passed on: exercise, fictional county, no longer in force. */
export function marksOf({ mark, inForce, validity }: WrittenNotice, t: Translate): string {
	return `${inForce ? '' : t('passOn.overMark', { state: validity })}${mark}`;
}
