import type { Notice } from './collections.ts';
import { emergencyWords } from './crisis-emergency.ts';
import { isLikeACall } from './crisis-likeness.ts';
import { selfHarmWords } from './crisis-self-harm.ts';
import { violenceWords } from './crisis-violence.ts';
import { plainlyWritten } from './crisis-writing.ts';

/** Words of self-harm, violence against someone present, or a medical emergency. Missing one is worse than showing the box once too often. */
const crisisWords = [
	...selfHarmWords,
	...violenceWords,
	...emergencyWords,
	/\b(?:suicid\w*|uccider(?:mi|si)|ammazzar(?:mi|si)|(?:voglio|vorrei|voler) morire|togliermi la vita|farla finita|autolesion\w*|tagliarmi)/i,
	/\b(?:mi (?:picchia|picchiano|minaccia|minacciano|menano?)|violenza domestica|stupr\w*|aiutatemi|aiuto vi prego)/i,
	/\b(?:non respir\w*|non riesc\w* a respirare|soffoc\w*|svenut\w*|inconscient\w*|infarto|convulsion\w*|emorragia|avvelena\w*)/i,
];

const han = /\p{Script=Han}/u;
const letters = /[a-z]/i;
/** No words are of both scripts, and most texts are of one: half of the looking is saved. */
const [hanWords, letterWords] = [
	crisisWords.filter(({ source }) => han.test(source)),
	crisisWords.filter(({ source }) => !han.test(source)),
];

/** Whether a text calls for help from people rather than an answer from an office. */
export function callsForHelp(text: string): boolean {
	const plain = plainlyWritten(text);
	const isIn = (words: RegExp) => words.test(plain);
	const hasWord =
		(han.test(plain) && hanWords.some(isIn)) || (letters.test(plain) && letterWords.some(isIn));
	return hasWord || isLikeACall(plain);
}

const suicide =
	/自杀(?!(?:式|性)(?:袭击|爆炸|攻击))|轻生|自尽|自缢|寻短见|(?:结束|了结)(?:了)?(?:自己|他|她)?的?生命|\bsuicid\w*\b(?! (?:bomb|attack|vest))|\b(?:killed?|killing) (?:him|her|them|my|your)sel(?:f|ves)\b|\b(?:took|taking|take|ended|ending) (?:his|her|their) own li(?:fe|ves)\b|\b(?:si è (?:uccis[oa]|tolt[oa] la vita)|togliersi la vita)/i;

/** Whether a text speaks of suicide; an attack that is called one is none. */
export function speaksOfSuicide(text: string): boolean {
	return suicide.test(text);
}

/**
 * Whether a statement is news of a suicide: it has its page, and stands in no push, no feed, no list of the newest and no
 * suggestion of a search (domain facts 4.4). A red or orange warning is none, whatever it says: two people have signed that
 * others are in danger, and nobody may fail to hear of that.
 */
export function isNewsOfSuicide({
	text,
	warningColor,
}: {
	readonly text: string;
	readonly warningColor?: Notice['warningColor'];
}): boolean {
	return warningColor !== 'red' && warningColor !== 'orange' && speaksOfSuicide(text);
}
