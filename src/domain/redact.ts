/** A kind of personal data that is taken out of a report before it is stored. */
export type PersonalData =
	| 'phone'
	| 'identity-number'
	| 'bank-card'
	| 'email'
	| 'plate'
	| 'chat-account'
	| 'address';

export interface Redacted {
	readonly text: string;
	/** What was taken out, in the order it stood. */
	readonly found: readonly PersonalData[];
}

/** What stands in the place of what was taken out. */
const marks: Readonly<Record<PersonalData, string>> = {
	phone: '〔电话〕',
	'identity-number': '〔证件号〕',
	'bank-card': '〔银行卡号〕',
	email: '〔邮箱〕',
	plate: '〔车牌〕',
	'chat-account': '〔账号〕',
	address: '〔住址〕',
};

interface Rule {
	readonly kind: PersonalData;
	readonly pattern: RegExp;
	readonly isReal?: (found: string) => boolean;
}

/** Longer numbers come first: an identity number contains what looks like a phone number. Checksums keep case counts and dates. */
const rules: readonly Rule[] = [
	{ kind: 'email', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g },
	{ kind: 'identity-number', pattern: /(?<!\d)\d{17}[\dXx](?!\d)/g, isReal: isIdentityNumber },
	{ kind: 'bank-card', pattern: /(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/g, isReal: isCardNumber },
	{ kind: 'phone', pattern: /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g },
	{ kind: 'phone', pattern: /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g },
	{
		kind: 'plate',
		pattern:
			/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])/g,
	},
	{
		kind: 'chat-account',
		pattern: /(?:微信号?|WeChat|VX|wx|QQ号?|LINE)\s*(?:id)?\s*[:：是]?\s*[A-Za-z\d][\w-]{4,19}/gi,
	},
	{
		kind: 'address',
		pattern: /\d{1,4}\s*(?:号楼|栋|幢|座)\s*(?:\d{1,2}\s*单元\s*)?(?:\d{2,4}\s*(?:室|号|户))?/g,
	},
	{ kind: 'address', pattern: /\d{1,2}\s*单元\s*\d{2,4}\s*(?:室|号|户)?/g },
];

/** Takes personal data out of what a resident wrote. Names cannot be found reliably; the form asks not to give any. */
export function redact(text: string): Redacted {
	const found: PersonalData[] = [];
	let left = withoutControl(text);
	for (const { kind, pattern, isReal } of rules) {
		left = left.replace(pattern, (match) => {
			if (isReal && !isReal(match)) return match;
			found.push(kind);
			return marks[kind];
		});
	}
	return { text: left, found };
}

const invisible =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
	/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Control characters, zero-width spaces and direction marks hide what a text says. */
function withoutControl(text: string): string {
	return text.replace(invisible, '');
}

/** GB 11643-1999: ISO 7064 MOD 11-2. */
function isIdentityNumber(text: string): boolean {
	const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
	const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
	return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

/** ISO/IEC 7812-1: Luhn. */
function isCardNumber(text: string): boolean {
	const digits = text.replace(/\D/g, '').split('').map(Number).reverse();
	if (digits.length < 16) return false;
	const sum = digits.reduce((total, digit, index) => {
		const doubled = index % 2 === 1 ? digit * 2 : digit;
		return total + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
	return sum % 10 === 0;
}
