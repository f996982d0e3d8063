import { accountRules, chatLinkRules } from './redact-accounts.ts';
import { documentRules } from './redact-documents.ts';
import { doorRules } from './redact-doors.ts';
import { dayInDigits, every, gap } from './redact-pattern.ts';

/** A kind of personal data that is taken out of a report before it is stored. */
export type PersonalData =
	| 'phone'
	| 'identity-number'
	| 'bank-card'
	| 'email'
	| 'plate'
	| 'chat-account'
	| 'address';

/** One way in which personal data is written. A pattern is matched on text in its one form (`plainForm`). */
export interface RedactRule {
	readonly kind: PersonalData;
	readonly pattern: RegExp;
	readonly isReal?: (found: string) => boolean;
}

/** Digits as people spell them so that programs do not see them. */
const spelled = '[\\d零〇洞一壹幺二贰两三叁四肆五伍六陆七柒拐八捌九玖勾⓪①-⑨]';
const spelledGap = '[ \\t.·\\-—\\u20e3]{0,3}';
const words = 'zero|oh|one|two|three|four|five|six|seven|eight|nine';

/** Longer numbers come first: an identity number contains what looks like a phone number. Checksums keep case counts and dates. */
export const redactRules: readonly RedactRule[] = [
	...chatLinkRules,
	{
		kind: 'email',
		pattern:
			/(?:[\w.+-]{1,64}|\p{Script=Han}{1,4}) ?(?:@|[([（【]at[)\]）】]) ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/giu,
	},
	...documentRules,
	{
		kind: 'bank-card',
		pattern: every(`(?<!\\d)\\d(?:${gap}?\\d){15,18}(?!\\d)`),
		isReal: isCardNumber,
	},
	{ kind: 'phone', pattern: every(mobile()) },
	{ kind: 'phone', pattern: /[(（]1[3-9]\d[)）][ -]?\d{4}[ -]?\d{4}(?!\d)/g },
	{ kind: 'phone', pattern: /(?<![\d,，])1[3-9]\d[,，]\d{4}[,，]\d{4}(?![\d,，])/g },
	// Of other countries, with the code in front (ITU-T E.164).
	{ kind: 'phone', pattern: /(?<![\d+])\+ ?[1-9](?:[ .()-]{0,2}\d){8,13}(?!\d)/g },
	{
		kind: 'phone',
		pattern: every(
			`(?<!${spelled})[1一壹幺①]${spelledGap}(?![12零〇洞0一壹幺二贰两⓪①②])${spelled}(?:${spelledGap}${spelled}){9}(?!${spelled})`,
		),
		isReal: isSpelledOut,
	},
	{
		kind: 'phone',
		pattern: every(
			`\\bone[ ,-]{1,2}(?:three|four|five|six|seven|eight|nine)(?:[ ,-]{1,2}(?:${words})){9}\\b`,
			'i',
		),
	},
	{
		kind: 'phone',
		pattern: every(
			`(?<!\\d)[(（]?0(?:10|2\\d|[3-9]\\d{2})[)）]?${gap}{0,3}\\d{3,4}${gap}?\\d{4}(?!\\d)`,
		),
	},
	{
		// Without the area's code it is a number like any other, but for the word before it.
		kind: 'phone',
		pattern: every(
			`(?<=座机|固话|电话|电话号码|tel)\\s*[:：是]?\\s*(?!${dayInDigits})[2-8]\\d{2,3}${gap}?\\d{4}(?!\\d)`,
			'i',
		),
	},
	{
		kind: 'plate',
		pattern:
			/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Z][·\s-]{0,2}(?:[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])|[A-HJ-NP-Z\d]{4}[学警挂港澳使领])(?!批|型|款)/gi,
		isReal: (text) => /\d.*\d/.test(text),
	},
	...accountRules,
	...doorRules,
];

/** Eleven digits in the groups in which people say them, with or without the country's code. */
function mobile(): string {
	const groups = [
		[2, 4, 4],
		[2, 3, 5],
		[3, 3, 4],
	].map((sizes) => sizes.map((size) => `\\d{${size}}`).join(`${gap}{0,3}`));
	return `(?<!\\d)(?:(?:\\+|00)?86${gap}{0,3})?1(?=[3-9])(?:${groups.join('|')})(?!\\d)`;
}

/** Plain digits are spelled out only where each stands alone: 1 3 5 7 9 11 13 15 are days or houses. */
function isSpelledOut(text: string): boolean {
	const isPlain = !/[^\d \t.·\-—]/.test(text.replaceAll('\u20e3', ' '));
	return !isPlain || /^\d(?:\D+\d){10}$/.test(text);
}

/** ISO/IEC 7812-1: Luhn. */
function isCardNumber(text: string): boolean {
	const digits = text.replace(/\D/g, '').split('').map(Number).reverse();
	const sum = digits.reduce((total, digit, index) => {
		const doubled = index % 2 === 1 ? digit * 2 : digit;
		return total + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
	return sum % 10 === 0;
}
