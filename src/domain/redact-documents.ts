import { dayInDigits, every, gap } from './redact-pattern.ts';
import type { RedactRule } from './redact-rules.ts';

const kind = 'identity-number';
const alone = (pattern: string) => `(?<![A-Za-z\\d])${pattern}(?![A-Za-z\\d])`;

/** Numbers of identity cards, passports and permits. Checksums, and letters that stand in front, keep case counts and dates. */
export const documentRules: readonly RedactRule[] = [
	{
		kind,
		pattern: every(`(?<!\\d)\\d(?:${gap}?\\d){16}${gap}?[\\dXx](?!\\d)`),
		isReal: isIdentityNumber,
	},
	{
		// Those given out before 1999 have no checksum: a province, and a day that there is, must do.
		kind,
		pattern: every(`(?<!\\d)[1-8]\\d{5}${gap}?\\d{6}${gap}?\\d{3}(?![\\d元例个人份])`),
		isReal: isOldIdentityNumber,
	},
	// Identity cards of Hong Kong and of Taiwan.
	{ kind, pattern: every(alone('[A-Z]{1,2}\\d{6} ?[(（][\\dA][)）]')), isReal: isHongKongNumber },
	{ kind, pattern: every(alone('[A-Z][1289]\\d{8}')), isReal: isTaiwanNumber },
	// Chinese passports, and permits for travel between the mainland, Hong Kong, Macao and Taiwan.
	{
		kind,
		pattern: every(
			alone(`(?:[EGHMCWTL](?!${dayInDigits})\\d{8}(?:\\d{2})?|[EC][A-HJ-NP-Z]\\d{7})`),
		),
	},
	{
		kind,
		pattern: every(
			'(?<=(?:护照|通行证|回乡证|台胞证|居住证|passport|permit)\\s*(?:号码?|no\\.?|number)?\\s*[:：是]?\\s*)[A-Z]{0,2}\\d{7,10}(?![A-Za-z\\d])',
			'i',
		),
	},
];

/** GB 11643-1999: ISO 7064 MOD 11-2. */
function isIdentityNumber(text: string): boolean {
	const number = text.replace(/[^\dXx]/g, '').toUpperCase();
	const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
	const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
	return '10X98765432'[sum % 11] === number[17];
}

const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;

/** GB 11643-1989: area, day of birth as YYMMDD, order. */
function isOldIdentityNumber(text: string): boolean {
	const number = text.replace(/\D/g, '');
	const [month, day] = [Number(number.slice(8, 10)), Number(number.slice(10, 12))];
	return provinces.test(number) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Weights 9 to 1, a single letter with a space before it; A is 10 among letters, and as the check digit. */
function isHongKongNumber(text: string): boolean {
	const plain = text.replace(/[^A-Z\d]/g, '').padStart(9, ' ');
	const sum = [...plain].reduce((total, character, index) => {
		const isCheck = index === plain.length - 1;
		return total + numberOf(character, isCheck) * (9 - index);
	}, 0);
	return sum % 11 === 0;
}

function numberOf(character: string, isCheck: boolean): number {
	if (character === ' ') return 36;
	if (/\d/.test(character)) return Number(character);
	return isCheck ? 10 : character.charCodeAt(0) - 55;
}

/** The letter stands for two digits, in an order of its own; weights 1, 9 to 1, 1. */
function isTaiwanNumber(text: string): boolean {
	const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(text.charAt(0)) + 10;
	const digits = [Math.floor(letter / 10), letter % 10, ...[...text.slice(1)].map(Number)];
	const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];
	const sum = weights.reduce((total, weight, index) => total + weight * (digits[index] ?? 0), 0);
	return sum % 10 === 0;
}
