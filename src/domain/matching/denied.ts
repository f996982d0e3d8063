/** Two characters behind a word that denies them. */
const denied =
	/(?:不(?:是|会|用|要|能|准|许|再|得|让|必|需要?|存在|可以|可)?|没有?|未(?:曾|被|经|能)?|无(?:需|须)?|并非|并未|并没有|禁止|严禁|取消|停止|暂停|别|勿)([\p{Script=Han}]{2})/gu;
/** Words and questions that only look like a denial. */
const noDenial =
	/([\p{Script=Han}])不\1|有没有|是不是|会不会|要不要|能不能|可不可以|不知道|不得不|不仅|不但|不过|不少|不断|不久|不管|不同|不好意思|差不多|对不起|了不起|不到|不足|不超过|不低于|无论|无锡|未来|未成年|没想到|没事|特别|分别|区别|级别|个别|性别|别人|别墅/gu;
const between =
	'(?:(?:be|been|being|to|the|an?|any|yet|longer|currently|actually|really|going)\\s+)*';
const deniedEnglish = new RegExp(
	`\\b(?:not|no|never|without|cannot|nor|neither|\\w+n['’]t)\\s+${between}([a-z]{3,})|\\b(?:un|in|im|non-?)([a-z]{4,})\\b`,
	'giu',
);

/** A denial as it is written, and what it denies: 封城 for 不会封城, closed for "not closed". */
export interface Denied {
	readonly what: string;
	readonly written: string;
}

export function deniedIn(text: string): readonly Denied[] {
	const said = text.replace(noDenial, ' ').toLowerCase();
	return [...said.matchAll(denied), ...said.matchAll(deniedEnglish)].map(
		([written, what = '', opposite = '']) => ({ what: what || opposite, written }),
	);
}

/** Whether a text says something without denying it. */
export function affirms(text: string, what: string): boolean {
	const said = text.replace(noDenial, ' ').toLowerCase();
	const denying = said.replace(denied, ' ').replace(deniedEnglish, ' ');
	return denying.includes(what);
}

const asks =
	/[吗么？?]|是不是|是否|真假|真的假的|求证|求辟谣|请问|有没有|吧\s*[。！!]*$|\b(?:is|are|was|does|did) (?:it|this|that) (?:true|false)/iu;
const called =
	/辟谣|谣言|(?<!不|不要|别)造谣|谣传|不实|不属实|假消息|假新闻|虚假(?:消息|信息)|没有的事|子虚乌有|纯属|不是真的|\b(?:not true|untrue|a hoax|hoax|debunked|fake news|false (?:rumou?r|claim|report|news)|is (?:false|fake))\b/iu;

/** Whether a text asks. */
export function isAsked(text: string): boolean {
	return asks.test(text);
}

/** How a text calls what it tells untrue: 辟谣, 不属实. One that only asks calls it nothing. */
export function calledUntrue(text: string): string | undefined {
	return isAsked(text) ? undefined : called.exec(text)?.[0];
}

/** 是真的 or 是假的, as a text says of what it tells; 是真的吗 says neither. */
export function saidOfTruth(text: string): string | undefined {
	return /是[真假]的(?![吗么假])/u.exec(text)?.[0];
}
