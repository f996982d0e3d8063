import { longestClaim } from '../report.ts';
import { withoutLinks } from './claim-text.ts';

/** What stands in the place of personal data that was taken out: no words for everyone to read. */
const takenOut = /〔[^〕]*〕/u;

/** A pause in a text, or its end. */
const pause = '(?=[\\s，,、：:；;。！!？?~～—-]|$)';

/** What leads to a claim and is no part of it; a longer word that begins so is none (急救, 转发罚款). */
const before = new RegExp(
	[
		'^(?:',
		'您好啊?|你好啊?|大家好|(?:各位|亲爱的)[^，,：:！!\\s]{0,8}(?=[，,：:！!\\s])|领导(?:您好|你好)?(?=[，,：:！!\\s])',
		'|(?:我)?(?:(?:请问|想问|麻烦问|求问)(?:一下|下)?(?![题答号责候])|问(?:一下|下))',
		'|我?(?:刚刚?|刚才|今天)?(?:听说|据说|听人说|听邻居说|听朋友说)|网传|网上(?:都?在)?[说传]|(?:微信)?(?:朋友圈|群)里?(?:都?在|有人)?(?:[说传]|发的?)',
		'|有人(?:在群里)?(?:说|转发)|大家都在[说传]|看到(?:有人)?(?:说|发)',
		`|(?:求证|求辟谣|紧急通知|重要通知|最新消息|转发|扩散|速看|急)${pause}|急{2,}`,
		'|(?:hello|hi|hey|dear all|urgent|please help|excuse me)\\b',
		"|is it true(?: that)?\\b|i(?: have|’ve|'ve)?(?: just)? (?:heard|read|was told)(?: that)?\\b|(?:they|people|everyone) (?:say|are saying|is saying|says)(?: that)?\\b|does any(?:one|body) know (?:if|whether)\\b",
		')[\\s，,、：:！!。.~～—-]*',
	].join(''),
	'iu',
);

/** What follows a claim and only asks or thanks. */
const behind = new RegExp(
	[
		'[\\s，,、：:！!？?。.~～—-]*(?:',
		'(?:这(?:一?[条个件]?(?:消息|事|事情|传言)?|张?图|个?视频))?(?:到底)?(?:是不是|是)?真的(?:吗|么|嘛|假的)?|(?:到底)?是真是假|靠谱[吗么]|可靠[吗么]|属实[吗么]|是谣言[吗么]|是不是谣言|对[吗么]|是[吗么]|有这(?:回)?事[吗么]',
		'|求证|求辟谣|求回复|盼回复|请回复|麻烦(?:您|你)?(?:回复|核实)(?:一下)?|谢谢(?:您|你|大家)?|多谢|急{2,}|[吗嘛啊呀呢吧]|(?<![什怎这那多要])么',
		'|is (?:it|this|that) (?:really )?true|(?:is (?:it|this) )?true or (?:false|not)|please (?:confirm|reply|check)|thank(?:s| you)(?: very much)?',
		')$',
	].join(''),
	'iu',
);

const edges = /^[\s，,、：:；;。.！!~～—…“"'‘-]+|[\s，,、：:；;。.！!？?~～—…”"'’-]+$/gu;
/** A text with fewer letters says too little to be a claim. */
const fewestLetters = 2;

/**
 * The claim in what a resident wrote, for a moderator to take or replace: its first sentence that says something, without
 * greetings, without what leads to it or asks about it, and without what was taken out. Empty where there is none.
 */
export function proposedClaim(text: string): string {
	for (const sentence of withoutLinks(text).split(/[。！？!?；;…\n]+|\.(?=\s|$)/u)) {
		const claim = claimIn(sentence);
		if ((claim.match(/\p{L}/gu)?.length ?? 0) >= fewestLetters) return cut(claim);
	}
	return '';
}

function claimIn(sentence: string): string {
	const parts = sentence.split(/(?<=[，,])/u).filter((part) => !takenOut.test(part));
	const said = withoutFrame(parts.join('')).replace(/是不是|是否(?![定决])/gu, '');
	const claim = said
		.replace(/会不会/gu, '会')
		.replace(edges, '')
		.replace(/\s+/g, ' ');
	// A sentence of a language with capitals begins with one.
	return claim.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function withoutFrame(sentence: string): string {
	let left = sentence.replace(edges, '');
	for (;;) {
		const shorter = left.replace(before, '').replace(behind, '').replace(edges, '');
		if (shorter === left) return left;
		left = shorter;
	}
}

/** At most as long as a claim may be, and where that is possible to the end of a part of the sentence. */
function cut(claim: string): string {
	const characters = [...claim];
	if (characters.length <= longestClaim) return claim;
	const start = characters.slice(0, longestClaim).join('');
	const end = Math.max(start.lastIndexOf('，'), start.lastIndexOf(', '));
	return end > 0 ? start.slice(0, end) : start;
}
