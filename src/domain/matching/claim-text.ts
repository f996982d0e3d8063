import { segmentWords } from './segment-words.ts';

/** A text as it is compared: width, case, links, mentions, punctuation and invisible characters do not matter. */
export function normalizeClaim(text: string): string {
	return withoutLinks(visible(text))
		.replace(mention, ' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** Width and style of letters do not matter; 10⁴ is not 104. */
function inOneForm(text: string): string {
	return text.replace(/[⁰¹²³⁴-⁹]+/g, '^$&').normalize('NFKC');
}

/** What stands between letters and is not seen tells nothing. */
function visible(text: string): string {
	return inOneForm(text)
		.replace(/[\p{Cf}\p{Variation_Selector}]/gu, '')
		.toLowerCase();
}

/** A whole group is meant, and nobody in it. */
const everybody = /@(?:所有人|全体成员)/g;

/** Chinese has no blanks: a name that runs on is taken for what is said. */
const mention = /@(?:所有人|全体成员|[a-z\d_-]+|[\p{L}\p{N}_-]{1,8}(?![\p{L}\p{N}_-]))/gu;

const linkPattern = /https?:\/\/[^\s\p{Script=Han}，。；、！？“”（）《》【】]+/giu;

/** A text without the addresses in it; takes the form that NFKC gives. */
export function withoutLinks(text: string): string {
	return text.replace(linkPattern, ' ');
}

/** What people say around a claim, not of it. */
const asides =
	/听说|据说|网传|网上说|群里说|群里发的?|有人(?:说|转发)|大家(?:都在说)?|请问|求证|求辟谣|是不是|(?:是|这是)?真的(?:吗|么|假的)|是真是假|靠谱[吗么]|是谣言[吗么]|紧急通知|最新消息|转发|扩散|相互转告|(?:is|are) (?:it|this|that) true/g;

/** What begins a message and is no part of what it says; a longer word that begins so is none. */
const before =
	/^(?:听说(?!考试|测试|能力|训练|课|题)|据说|网传|网上说|群里说|请问(?:一下)?|求证|求辟谣|(?:(?:紧急|重要)?(?:通知|提醒|扩散)|紧急|最新消息|转发?|速转|相互转告)(?= )|is (?:it|this|that) true(?: that)?(?= ))\s*/;
/** What ends a message and only asks. A poison, a disease or a fire spreads (扩散) by itself, without being asked to. */
const behind =
	/\s*(?:(?:这(?:一?[条个]|张?图|个?视频)?)?(?<!不)是?真的(?:吗|么|假的)|是不是真的|是真是假|靠谱[吗么]|是谣言[吗么]|求证|求辟谣|(?<= )(?:(?:请|求|速|快)(?:大家)?|大家)?(?:转发?|(?:相互|互相)转告)|(?<= )(?:(?:请|求|速|快)(?:大家)?|大家)扩散|(?<![毒气病疫污油火酸核漏射].*)(?<= )扩散|is (?:it|this|that) true)$/;

/**
 * What is left when what only leads to a claim or asks about it is taken from both ends, and nothing from its midst. Whether a
 * thing is genuine is no question about a claim: the asking stays with it.
 */
function withoutFrame(said: string): string {
	let left = said;
	let asksOfTruth = false;
	for (;;) {
		const begun = left.replace(before, '');
		const [asking = ''] = behind.exec(begun) ?? [];
		const shorter = begun.slice(0, begun.length - asking.length).trim();
		asksOfTruth ||= /[真假]|靠谱|谣言|true/.test(asking);
		if (shorter === left) return asksOfTruth && isThing(left) ? `${left}${askedOfThing}` : left;
		left = shorter;
	}
}

/** Behind a thing of which is asked whether it is genuine, however that was asked. */
export const askedOfThing = ' 是真的吗';

/** A thing that is described or pointed at, of which nothing is said: 药店卖的口罩, 这款口罩. */
function isThing(said: string): boolean {
	const [, thing] = /(?:的|^[这那][个款种批张份瓶盒条只]?)([^的\s]+)$/u.exec(said) ?? [];
	return thing !== undefined && segmentWords(thing).length === 1;
}

/** A claim without what is said around it; a text that is nothing else stays as it is. Takes `normalizeClaim`'s form. */
export function withoutAsides(normalized: string): string {
	const claim = normalized.replace(asides, ' ').trim();
	return claim === '' ? normalized : claim;
}

const fewestLetters = 4;
/** With so many letters a text says what it is about, whatever it points at. */
const lettersBesideLink = 16;
const pointer = /https?:|www\.|[@＠]|[a-z\d-]\.[a-z]{2,}(?![a-z])/i;

/**
 * The form in which equal texts are one claim: every letter of it counts, and so do signs that say how much (<90, 5‰, $100, 3.5) and
 * the pages that it points at. `undefined` when a text says too little to tell by itself: it is short, or speaks of what is
 * behind a link or a name.
 */
export function claimOf(text: string): string | undefined {
	const said = normalizeClaim(text);
	const letters = said.replace(asides, '').match(/\p{L}/gu)?.length ?? 0;
	const needed = pointer.test(text.normalize('NFKC')) ? lettersBesideLink : fewestLetters;
	if (letters < needed) return undefined;
	const claim = claimBesideLinks(withTellingPauses(text));
	const left = claim.match(/\p{L}/gu)?.length ?? 0;
	return [left < fewestLetters ? signsOf(text) : claim, ...addressesIn(text)].join(' ');
}

/** What a text says beside the pages it points at, in the form of `claimOf`; empty when it only asks about them. */
export function claimBesideLinks(text: string): string {
	return withoutFrame(signsOf(text));
}

function signsOf(text: string): string {
	return withoutLinks(visible(text))
		.replace(everybody, ' ')
		.replace(meaningless, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

/** A pause may tell how far a denial reaches: 不停诊、停药 is not 不停诊，停药, and “No, it is” not “No it is”. Such a one counts as a letter. */
function withTellingPauses(text: string): string {
	return inOneForm(text)
		.replace(/([不没無无非未别勿莫休][^,;:。!?、…\n]{0,12})、/gu, '$1ǀ')
		.replace(/((?:^|[.!?\n])\s*no)\s*[,;:.!]/giu, '$1ǀ')
		.replace(forwarded, '');
}

/** What a program writes before a message that is passed on. */
const forwarded = /^\s*fwd?:/i;

/** Pictures that only call for attention. Any other may stand for a word: 🐷肉, 油价⬇, 🇺🇸的疫苗. */
const calls = '[😀-😿🙀-🙄🙈-🙊🙋-🙏★☆❗❕❓❔⚠⭐🌟🔥🚨📢📣🆘💥💢👏👉👇👆👈🚫💯❤♥🌹]';

/** Whatever is no letter, number or sign that changes what a text says. */
const meaningless = new RegExp(
	[
		'(?!(?<=\\p{N})[^\\s\\p{L}\\p{N}](?=\\p{N})',
		'[-−](?=\\p{N})',
		`(?!${calls})[<>≤≥=≠≈+×÷±%‰\\p{Sc}✓✗✘←-⇿⬀-⬏\\p{RI}🄰-🆉\\p{Extended_Pictographic}])[^\\p{L}\\p{N}]`,
	].join('|'),
	'gu',
);

/** Where a text points, front pages too, in one order. */
function addressesIn(text: string): readonly string[] {
	const found = text.normalize('NFKC').match(linkPattern) ?? [];
	return [...new Set(found.map((link) => addressOf(link) ?? link))].sort();
}

/**
 * The pages that a text points at, each in one form: without scheme, `www.`, trailing slash, what only counts visits, and
 * what programs put behind an address. The front page of a site is no page: everybody points at it.
 */
export function linksOf(text: string): readonly string[] {
	return addressesIn(text).filter((address) => /[/?#]/.test(address));
}

const countsVisits =
	/^(?:utm_|spm$|from$|share_(?:source|medium|plat|session_id|tag|from|times)$|sharer_|weixin_|wxfrom$|isappinstalled$|scene$|clicktime$)/i;
/** What programs put behind an address of their own accord. */
const meansNothing = /^#(?:rd|wechat_redirect|wechat_qrcode|wechat_webview_type=\d+|top)?$/i;

function addressOf(link: string): string | undefined {
	const url = URL.parse(link.replace(/[.,;:!?)\]]+$/, ''));
	if (!url) return undefined;
	for (const name of [...url.searchParams.keys()])
		if (countsVisits.test(name)) url.searchParams.delete(name);
	url.searchParams.sort();
	const path = url.pathname.replace(/\/+$/, '');
	// It may name a page of an application, or one video of several.
	const part = meansNothing.test(url.hash) ? '' : url.hash;
	return `${url.host.replace(/^www\./, '')}${path}${url.search}${part}`;
}
