import { defaultLanguage, type Language } from '../languages.ts';
import type { Notice } from '../notice.ts';
import { issuerName, type Settings, sourceName } from '../settings.ts';
import { countyClock } from '../time.ts';
import { cleanLine } from './clean-line.ts';

/** Units of one message, and of each part when it takes several (GSM 03.40, 03.38). */
const sizes = {
	'UCS-2': { single: 70, part: 67 },
	'GSM-7': { single: 160, part: 153 },
} as const;

/** The little that a message says around what the editors wrote. Chinese has marks of its own for it. */
const words: { readonly [language in Exclude<Language, typeof defaultLanguage>]: SmsWords } = {
	en: { until: 'Until', source: 'Source', ask: 'Ask' },
	it: { until: 'Fino al', source: 'Fonte', ask: 'Info' },
};

interface SmsWords {
	readonly until: string;
	readonly source: string;
	/** Stands before the number to call. */
	readonly ask: string;
}

/** How a text is carried: how it is written, how many units it has, and how many messages it is paid as. */
export interface SmsSize {
	readonly encoding: keyof typeof sizes;
	readonly units: number;
	readonly parts: number;
}

/** The notice as a text message: the issuer, what and where and what to do, until when, the partner it comes from, whom to ask. */
export function smsText(
	notice: Pick<Notice, 'issuer' | 'source' | 'summary' | 'expires' | 'phones'>,
	settings: Settings,
	language: Language,
	mark = '',
): string {
	const issuer = issuerName(settings, notice.issuer, language);
	const summary = cleanLine(notice.summary);
	const source = notice.source && sourceName(settings, notice.source, language);
	const [phone] = notice.phones;
	const until = notice.expires ? shortInstant(notice.expires) : undefined;
	if (language === defaultLanguage)
		return `【${issuer}】${mark}${summary}${until ? `至${until}。` : ''}${source ? `来源：${source}。` : ''}${phone ? `咨询${phone}` : ''}`;
	const say = words[language];
	return `[${issuer}] ${mark}${summary}${until ? ` ${say.until} ${until}.` : ''}${source ? ` ${say.source}: ${source}.` : ''}${phone ? ` ${say.ask} ${phone}` : ''}`;
}

/** How many messages a text is paid and carried as. */
export function smsParts(text: string): number {
	return smsSize(text).parts;
}

export function smsSize(text: string): SmsSize {
	const units = gsmUnits(text);
	const encoding = units === undefined ? 'UCS-2' : 'GSM-7';
	const { single, part } = sizes[encoding];
	// UTF-16 code units are what UCS-2 counts.
	const length = units ?? text.length;
	return { encoding, units: length, parts: length <= single ? 1 : Math.ceil(length / part) };
}

/** The basic table of GSM 03.38, and the characters that take two units. */
const basic = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]$/;
const extended = /^[\f^{}\\[~\]|€]$/;

/** What a text takes in GSM 03.38; `undefined` when it holds anything else. */
function gsmUnits(text: string): number | undefined {
	let units = 0;
	for (const character of text) {
		if (basic.test(character)) units += 1;
		else if (extended.test(character)) units += 2;
		else return undefined;
	}
	return units;
}

function shortInstant(instant: Date): string {
	const { month, day, hour, minute } = countyClock(instant);
	return `${month}-${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
