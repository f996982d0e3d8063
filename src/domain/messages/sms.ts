import { defaultLanguage, type Language } from '../languages.ts';
import type { Notice } from '../notice.ts';
import { issuerName, type Settings } from '../settings.ts';
import { countyClock } from '../time.ts';

/** Characters of one message in UCS-2, and of each part when it takes several (GSM 03.40, 03.38). */
const single = 70;
const part = 67;

/** The notice as a text message: source, what and where and what to do, until when, whom to ask. */
export function smsText(
	notice: Pick<Notice, 'issuer' | 'summary' | 'expires' | 'phones'>,
	settings: Settings,
	language: Language,
): string {
	const issuer = issuerName(settings, notice.issuer, language);
	const [phone] = notice.phones;
	const until = notice.expires ? shortInstant(notice.expires) : undefined;
	if (language === defaultLanguage)
		return `【${issuer}】${notice.summary}${until ? `至${until}。` : ''}${phone ? `咨询${phone}` : ''}`;
	return `[${issuer}] ${notice.summary}${until ? ` Until ${until}.` : ''}${phone ? ` Ask ${phone}` : ''}`;
}

/** How many messages a text is paid and carried as. */
export function smsParts(text: string): number {
	// UTF-16 code units are what UCS-2 counts.
	return text.length <= single ? 1 : Math.ceil(text.length / part);
}

function shortInstant(instant: Date): string {
	const { month, day, hour, minute } = countyClock(instant);
	return `${month}-${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
