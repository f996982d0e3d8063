import { marks } from '../redact.ts';
import { askedOfThing, claimOf } from './claim-text.ts';
import { deniedIn } from './denied.ts';
import { withDigits } from './numerals.ts';

/** Around a claim, and nothing of it. Takes the form of `claimOf`. */
const around = new RegExp(
	[
		'(?:您好|你好|大家好|请问(?:一下)?|想问(?:一下|下)?|麻烦问(?:一下|下)?|听说|据说|网传|网上[说传]|群里(?:都?在|有人)?[说传]|有人说|大家都在[说传])(?![题答])',
		'求证(?!明)|求辟谣|求回复|盼回复|麻烦(?:您|你)?(?:回复|核实)(?:一下)?|谢谢(?:您|你|大家)?|急{2,}',
		'(?:这(?:一?[条个]消息|件?事)?)?(?:到底)?(?:是不是|是)?真的(?:[吗么]|假的)|是真是假|靠谱[吗么]|属实[吗么]|是谣言[吗么]|有这(?:回)?事[吗么]',
		'\\b(?:hello|hi|please|thanks|thank you|is (?:it|this|that) true(?: that)?)\\b',
	].join('|'),
	'gu',
);
/** 会不会停水 asks what 停水 says; what is left of it must be no denial. */
const eitherWay = /(是|会|要|将)不\1|是否/gu;
/** Characters that say when or ask, and change nothing of what is said. */
const particles =
	/[了的吗呢吧啊呀嘛啦哦噢么]|(?<!不)[要会将]|就(?!医|诊|业|近)|也|还(?!款|钱|债)/gu;

/**
 * In what texts are equal that a moderator may sort as one: every word that says something counts, in its order, with places,
 * numbers, dates and denials. Greetings, 听说, 是真的吗 and particles do not. Takes simplified characters; `undefined` for a
 * text that says too little to tell, or whose address was taken out: two of those look alike, and may be about two houses.
 */
export function foldKey(text: string): string | undefined {
	const claim = claimOf(text);
	if (claim === undefined || text.includes(marks.address)) return undefined;
	const said = withDigits(claim).replace(around, ' ').replace(eitherWay, '');
	const key = said.replace(particles, '').replace(blanks, '').replace(/ +/g, ' ').trim();
	if (key === '') return claim;
	const denials = deniedIn(said).map(({ what }) => what.replace(particles, ''));
	const asked = claim.includes(askedOfThing) ? [askedOfThing] : [];
	return [key, ...denials, ...asked].join('|');
}

/** Chinese is written without blanks: only those between numbers or words of other languages tell them apart. */
const blanks = /(?<=\p{Script=Han}) +| +(?=\p{Script=Han})/gu;
