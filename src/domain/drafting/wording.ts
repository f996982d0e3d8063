import type { Language } from '../languages.ts';
import { advice, type DraftText, type Finding } from './finding.ts';

/** Words of time that mean another day to whoever reads them later (facts of plain language: absolute dates with weekday). */
const vagueTimes: { readonly [tag in Language]?: RegExp } = {
	'zh-CN': /近日|日前|目前|近期|近段时间|今天|明天|昨天|后天|今晚|明早|稍后|随后|不久/g,
	en: /\b(?:recently|currently|at present|soon|today|tomorrow|yesterday|tonight|shortly|in the near future)\b/gi,
};

/** Words of the trade that a resident has to look up. */
const jargon: { readonly [tag in Language]?: RegExp } = {
	'zh-CN': /流调|密接|次密接|三区|静默管理|封控区|管控区|防范区|应检尽检|闭环管理|网格化/g,
	en: /\b(?:close contacts of close contacts|epidemiological investigation|closed-loop management)\b/gi,
};

/** Vague times and jargon, outside of what is quoted. */
export function wordingFindings(text: DraftText): Finding[] {
	const said = withoutQuotes(text.text);
	return [
		...found(said, vagueTimes[text.language]).map((word) => advice(text, 'vague-time', { word })),
		...found(said, jargon[text.language]).map((word) => advice(text, 'jargon', { word })),
	];
}

/** Words that lay a duty on somebody. */
const duties: { readonly [tag in Language]?: RegExp } = {
	'zh-CN': /必须|不得|严禁/,
	en: /\bmust(?: not)?\b/i,
};

/** 必须 states a duty: whoever says it names the document that makes it one. */
export function dutyFindings(text: DraftText, documentNumber: string | undefined): Finding[] {
	const isDuty = duties[text.language]?.test(text.text) ?? false;
	const named = documentNumber !== undefined || /〔\d{4}〕|法|条例|规定/.test(text.text);
	return isDuty && !named ? [advice(text, 'duty-without-document')] : [];
}

function found(text: string, words: RegExp | undefined): string[] {
	return words ? [...new Set([...text.matchAll(words)].map(([word]) => word))] : [];
}

function withoutQuotes(text: string): string {
	return text.replace(/“[^”]*”|「[^」]*」|"[^"]*"/g, '');
}
