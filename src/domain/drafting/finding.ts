import type { Language } from '../languages.ts';
import type { Problem } from '../problem.ts';

/** Something about a draft's wording. What the law asks for, or what can cost lives, stops a sign-off; advice stops nothing. */
export interface Finding extends Problem {
	readonly level: 'law' | 'advice';
	readonly language: Language;
}

/** A text of a draft and where it stands. */
export interface DraftText {
	readonly field: string;
	readonly language: Language;
	readonly text: string;
}

/** A piece of advice about a text. */
export function advice(
	{ field, language }: Pick<DraftText, 'field' | 'language'>,
	code: string,
	values: Readonly<Record<string, string | number>> = {},
): Finding {
	return { level: 'advice', code, field, language, values };
}
