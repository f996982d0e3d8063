import { speaksOfSuicide } from '../crisis.ts';
import type { Language } from '../languages.ts';
import { advice, type DraftText, type Finding } from './finding.ts';
import { sentencesOf } from './sentences.ts';

/**
 * How to write of suicide without leading anyone into it (WHO, Preventing suicide: a resource for media professionals, 2023;
 * domain facts 4.4). What can cost lives stops the sign-off; the rest is advice.
 */
export function safeMessagingFindings(text: DraftText): Finding[] {
	const stops = found(text, stopping).map(({ code, word }) => stop(text, code, word));
	const advises = found(text, advising).map(({ code, word }) => advice(text, code, { word }));
	const headline = text.field === 'title' && speaksOfSuicide(text.text);
	return [...stops, ...advises, ...(headline ? [advice(text, 'suicide-in-headline')] : [])];
}

/** Whoever reads of suicide reads where help is, in the same entry and language. */
export function missingHelpFindings(texts: readonly DraftText[]): Finding[] {
	return [...Map.groupBy(texts, ({ language }) => language).values()].flatMap((own) => {
		const first = own.find(({ text }) => speaksOfSuicide(text));
		const hasHelp = own.some(({ text }) => /12356|12355|(?<!\d)120(?!\d)/.test(text));
		return first && !hasHelp ? [advice(first, 'suicide-without-help')] : [];
	});
}

interface Rule {
	readonly code: string;
	/** Only in a sentence that speaks of suicide. */
	readonly beside?: boolean;
	readonly words: { readonly [tag in Language]?: RegExp };
}

const stopping: readonly Rule[] = [
	{
		code: 'suicide-method',
		words: {
			'zh-CN':
				/割腕|上吊|自缢|自焚|卧轨|(?:服毒|(?<!误)(?:喝|服)(?:下)?(?:农药|安眠药)|烧炭|跳(?:楼|河|江|桥))(?:后)?(?:身亡|死亡)/,
			en: /\b(?:hang(?:ed|ing)|hung) (?:him|her|them)sel(?:f|ves)\b|\bslit (?:his|her|their|the) wrists?\b/i,
		},
	},
	{
		code: 'suicide-method',
		beside: true,
		words: {
			'zh-CN':
				/跳(?:楼|河|江|桥|崖)|坠楼|(?<!误)(?:喝|服|吞)(?:下|食)?[^，。；！？]{0,6}(?:农药|安眠药|毒药|药片|百草枯)|百草枯|烧炭|开煤气|割(?:脉|喉)/,
			en: /\b(?:by (?:hanging|jumping|poison\w*|overdos\w*)|jump(?:ed|ing) (?:from|off)|overdos(?:e|ed|ing) on|swallow(?:ed|ing)|pesticides?|paraquat|charcoal|carbon monoxide|noose)\b/i,
		},
	},
	{
		code: 'suicide-outcome',
		words: {
			'zh-CN': /(?:自杀|轻生)(?:获得|取得)?(?:成功|失败|得逞)|成功(?:地)?(?:自杀|轻生)/,
			en: /\b(?:successful|unsuccessful|failed|completed) suicides?\b|\bsuicide (?:attempt )?(?:succeeded|failed|was successful)\b/i,
		},
	},
	{
		code: 'suicide-committed',
		words: { en: /\bcommit(?:s|ted|ting)? suicide\b/i },
	},
];

const advising: readonly Rule[] = [
	{
		code: 'suicide-cause',
		beside: true,
		words: {
			'zh-CN': /(?:因为|由于|不堪|因)[^。；！？]{1,24}?(?:自杀|轻生|自尽|寻短见|结束)/,
			en: /\bsuicide[^.;!?]{0,30}\b(?:because|after|over|due to)\b/i,
		},
	},
	{
		code: 'suicide-attempt',
		words: { 'zh-CN': /(?:自杀|轻生)(?:未遂|未成)/, en: /\bsuicidal gesture\b/i },
	},
	{
		code: 'suicide-note',
		words: { 'zh-CN': /遗书|遗言全文/, en: /\bsuicide notes?\b/i },
	},
	{
		code: 'suicide-wave',
		words: {
			'zh-CN': /自杀(?:潮|热|成风|率(?:飙升|激增|暴涨))|(?:扎堆|接连|相继)(?:自杀|轻生)/,
			en: /\bsuicide (?:epidemic|wave|spree|crisis)\b|\b(?:epidemic|wave|spate) of suicides\b/i,
		},
	},
	{
		code: 'suicide-place',
		words: {
			'zh-CN': /自杀(?:圣地|高发地|地点|现场)/,
			en: /\bsuicide (?:hot ?spot|spot|scene|site)\b/i,
		},
	},
];

/** What a text says against the rules, each kind once. */
function found(text: DraftText, rules: readonly Rule[]): { code: string; word: string }[] {
	const sentences = sentencesOf(text.text, text.language);
	const words = new Map<string, string>();
	for (const { code, beside = false, words: patterns } of rules) {
		const pattern = patterns[text.language];
		const read = beside ? sentences.filter(speaksOfSuicide) : sentences;
		const [word] = pattern ? read.flatMap((each) => pattern.exec(each)?.[0] ?? []) : [];
		if (word && !words.has(code)) words.set(code, word);
	}
	return [...words].map(([code, word]) => ({ code, word }));
}

function stop({ field, language }: DraftText, code: string, word: string): Finding {
	return { level: 'law', code, field, language, values: { word } };
}
