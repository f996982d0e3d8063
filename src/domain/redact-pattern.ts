/** What people put between the groups of a number. */
export const gap = '[ \\t.·\\-‐–—]';

/** A pattern that finds every place in a text. */
export function every(source: string, flags = ''): RegExp {
	return new RegExp(source, `g${flags}`);
}

/** A day in eight digits, as in the number of a case or an order: `20260314`. */
export const dayInDigits = '(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)';
