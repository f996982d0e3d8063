import type { Language } from './languages.ts';

/** Why something was refused: what, where, and enough to say what to do. `code` names its sentence in the strings files. */
export interface Problem {
	readonly code: string;
	/** The field, as a path such as `evidence.0.date`; empty for the whole file. */
	readonly field: string;
	/** The file's language, where the problem is in one language's file. */
	readonly language?: Language;
	readonly values?: Readonly<Record<string, string | number>>;
}

export function problem(
	code: string,
	field = '',
	values?: Readonly<Record<string, string | number>>,
): Problem {
	return values ? { code, field, values } : { code, field };
}
