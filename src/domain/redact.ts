import { type PersonalData, type RedactRule, redactRules } from './redact-rules.ts';

export type { PersonalData } from './redact-rules.ts';

export interface Redacted {
	readonly text: string;
	/** What was taken out, in the order of the rules. */
	readonly found: readonly PersonalData[];
}

/** What stands in the place of what was taken out. */
export const marks: Readonly<Record<PersonalData, string>> = {
	phone: '〔电话〕',
	'identity-number': '〔证件号〕',
	'bank-card': '〔银行卡号〕',
	email: '〔邮箱〕',
	plate: '〔车牌〕',
	'chat-account': '〔账号〕',
	address: '〔住址〕',
};

/** Takes personal data out of what a resident wrote. Names cannot be found reliably; the form asks not to give any. */
export function redact(text: string): Redacted {
	const found: PersonalData[] = [];
	let left = plainForm(text);
	for (const rule of redactRules) left = takeOut(left, rule, found);
	return { text: left, found };
}

/** What is no real number is looked at again from its next character on: a count may stand before an identity number. */
function takeOut(text: string, { kind, pattern, isReal }: RedactRule, found: PersonalData[]) {
	let result = '';
	let taken = 0;
	pattern.lastIndex = 0;
	for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
		if (isReal && !isReal(match[0])) {
			pattern.lastIndex = match.index + 1;
			continue;
		}
		found.push(kind);
		result += text.slice(taken, match.index) + marks[kind];
		taken = match.index + match[0].length;
	}
	return result + text.slice(taken);
}

/** Full-width letters and digits become plain ones; Chinese punctuation and numbers in circles stay as they are. */
export function plainForm(text: string): string {
	return withoutInvisible(text).replace(/[^！（），：；？～…①-⒛]+/g, (run) =>
		run.normalize('NFKC'),
	);
}

const invisible =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
	/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2800\p{Default_Ignorable_Code_Point}]/gu;

/** Control characters, zero-width spaces and direction marks hide what a text says. */
export function withoutInvisible(text: string): string {
	return text.replace(invisible, '');
}
