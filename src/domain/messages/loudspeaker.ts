import { defaultLanguage } from '../languages.ts';
import type { Notice } from '../notice.ts';
import { issuerName, type Settings } from '../settings.ts';
import { countyClock } from '../time.ts';

/** About a minute of speech; a longer script is not listened to (emergency broadcasting practice). */
export const longestScript = 150;

const digits = '零一二三四五六七八九';

/** The notice as a village loudspeaker reads it: the source first and last, no brackets, addresses or abbreviations. */
export function loudspeakerScript(
	notice: Pick<Notice, 'issuer' | 'summary' | 'actions' | 'phones' | 'effective'>,
	settings: Settings,
): string {
	const issuer = issuerName(settings, notice.issuer, defaultLanguage);
	const { month, day, hour } = countyClock(notice.effective);
	const said = [notice.summary, ...notice.actions.slice(0, 2)].map(spoken).join('');
	const [phone] = notice.phones;
	const ask = phone ? `有事请打${spokenNumber(phone)}。` : '';
	return `${issuer}通知。${said}${ask}以上是${issuer}发布，时间${month}月${day}日${hour}时。`;
}

/** Without what the eye needs and the ear does not; long numbers digit by digit. */
function spoken(text: string): string {
	return text
		.replace(/https?:\/\/\S+/g, '')
		.replace(/[（(【[][^）)】\]]*[）)】\]]/g, '')
		.replace(/(\d{1,2}):00/g, '$1点')
		.replace(/(\d{1,2}):(\d{2})/g, '$1点$2分')
		.replace(/\d{2,4}-\d{6,8}|\d{5,}|1\d{2}(?!\d|年|月|日|人|个|户|米|公里)/g, spokenNumber);
}

function spokenNumber(number: string): string {
	return [...number.replaceAll('-', '')].map((digit) => digits[Number(digit)] ?? digit).join('');
}
