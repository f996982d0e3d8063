import { defaultLanguage } from '../languages.ts';
import type { Notice } from '../notice.ts';
import { issuerName, type Settings } from '../settings.ts';
import { countyClock } from '../time.ts';
import { cleanLine } from './clean-line.ts';
import { spokenChinese, spokenDay, spokenPhone, spokenTime } from './spoken-chinese.ts';

/** About a minute of speech; a longer script is not listened to (emergency broadcasting practice). */
export const longestScript = 150;

/** How many characters a village broadcaster reads in a second: slower than the news. */
const charactersPerSecond = 3.3;

/** The notice as a village loudspeaker reads it: the source first and last, no brackets, addresses or abbreviations; an exercise says so first and last. */
export function loudspeakerScript(
	notice: Pick<Notice, 'issuer' | 'summary' | 'actions' | 'phones' | 'effective' | 'status'>,
	settings: Settings,
): string {
	const issuer = issuerName(settings, notice.issuer, defaultLanguage);
	const clock = countyClock(notice.effective);
	const said = [notice.summary, ...notice.actions.slice(0, 2)].map(sentence).join('');
	const [phone] = notice.phones;
	const ask = phone ? `有事请打${spokenPhone(phone)}。` : '';
	const when = `${spokenDay(clock)}，${spokenTime(clock.hour, clock.minute)}`;
	const mark = markOf(notice, settings);
	return `${mark}${issuer}通知。${said}${ask}以上是${issuer}发布，时间${when}。${mark}`;
}

/** A script said twice, as loudspeakers do. */
export function saidTwice(script: string): string {
	return `${script}\n\n下面再播一遍。\n\n${script}`;
}

/** How long reading a script aloud takes, in seconds. */
export function readAloudSeconds(script: string): number {
	const spoken = script.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
	const pauses = script.match(/[。！？；]/g)?.length ?? 0;
	return Math.ceil(spoken / charactersPerSecond + pauses * 0.5);
}

function markOf({ status }: Pick<Notice, 'status'>, { fictional }: Settings): string {
	return `${status === 'actual' ? '' : '这是演练。'}${fictional ? '这是演示，不是真实情况。' : ''}`;
}

function sentence(text: string): string {
	const said = spokenChinese(cleanLine(text));
	return said === '' || /[。！？]$/.test(said) ? said : `${said}。`;
}
