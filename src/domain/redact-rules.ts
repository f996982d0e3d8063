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

/** What people put between the groups of a number. */
const gap = '[ \\t.·\\-‐–—]';
const account = '[A-Za-z\\d][\\w-]{4,19}';
/** A number on a door; a bare one is none if it counts, or tells a time. */
const room = '(?:\\d{2,4}\\s*(?:室|号|户|房)|\\d{3,4}(?![\\d年月日点时人例元名个起%:：]))';

/** Longer numbers come first: an identity number contains what looks like a phone number. Checksums keep case counts and dates. */
export const redactRules: readonly RedactRule[] = [
	{ kind: 'email', pattern: /[\w.+-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g },
	{
		kind: 'identity-number',
		pattern: every(`(?<!\\d)\\d(?:${gap}?\\d){16}${gap}?[\\dXx](?!\\d)`),
		isReal: isIdentityNumber,
	},
	{
		// Those given out before 1999 have no checksum: a province, and a day that there is, must do.
		kind: 'identity-number',
		pattern: every(`(?<!\\d)[1-8]\\d{5}${gap}?\\d{6}${gap}?\\d{3}(?![\\d元例个人份])`),
		isReal: isOldIdentityNumber,
	},
	{
		kind: 'bank-card',
		pattern: every(`(?<!\\d)\\d(?:${gap}?\\d){15,18}(?!\\d)`),
		isReal: isCardNumber,
	},
	{ kind: 'phone', pattern: every(mobile()) },
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
			`(?<=座机|固话|电话|电话号码|tel)\\s*[:：是]?\\s*[2-8]\\d{2,3}${gap}?\\d{4}(?!\\d)`,
			'i',
		),
	},
	{
		kind: 'plate',
		pattern:
			/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])/g,
	},
	{
		kind: 'chat-account',
		pattern: every(`(?:微信|薇信|威信|企鹅|扣扣)号?\\s*(?:id)?\\s*[:：是]?\\s*${account}`, 'i'),
	},
	{
		kind: 'chat-account',
		// In English the word after "WeChat" is seldom an account: it needs a colon or a digit.
		pattern: every(
			`(?<![A-Za-z])(?:wechat|weixin|vx|wx|qq号?|line|telegram|whatsapp)\\s*(?:id)?\\s*(?:[:：是]\\s*|(?=[A-Za-z_-]*\\d))${account}`,
			'i',
		),
	},
	{
		kind: 'chat-account',
		pattern: every(`(?<=加(?:我|他|她)?\\s*)[vV]信?号?\\s*[:：是]?\\s*${account}`),
	},
	{
		kind: 'address',
		pattern: every(`\\d{1,4}\\s*(?:号楼|栋|幢|座)\\s*(?:\\d{1,2}\\s*(?:单元|-)\\s*)?(?:${room})?`),
	},
	{ kind: 'address', pattern: every(`\\d{1,2}\\s*单元\\s*(?:${room}|\\d{2,4})`) },
	{ kind: 'address', pattern: every(`(?<=路|街|巷|弄|大道|胡同|村)\\s*\\d{1,5}\\s*号\\s*${room}`) },
	// From 32 on it is no day of the month.
	{
		kind: 'address',
		pattern: every(
			'(?<=村|组|弄|巷)\\s*(?:3[2-9]|[4-9]\\d|[1-9]\\d{2,3})\\s*号(?!线|文|公告|通知)',
		),
	},
	{ kind: 'address', pattern: every('门牌号?\\s*[:：是]?\\s*\\d{1,4}\\s*号?') },
	{ kind: 'address', pattern: /(?<!第)\d{1,5}\s*号\s*\d{3,4}\s*(?:室|户|房)/g },
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

function every(source: string, flags = ''): RegExp {
	return new RegExp(source, `g${flags}`);
}

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

/** ISO/IEC 7812-1: Luhn. */
function isCardNumber(text: string): boolean {
	const digits = text.replace(/\D/g, '').split('').map(Number).reverse();
	const sum = digits.reduce((total, digit, index) => {
		const doubled = index % 2 === 1 ? digit * 2 : digit;
		return total + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
	return sum % 10 === 0;
}
