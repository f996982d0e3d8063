/** What a page on a device may say about an end that was known when the page was made. */
export type Validity = 'valid' | 'passed' | 'clock-behind';

/** A clock that shows less than the content's own time is wrong: then nothing is declared over. */
export function validityAt(
	now: Date,
	{ contentTime, expires }: { contentTime: Date; expires: Date },
): Validity {
	if (now < contentTime) return 'clock-behind';
	return now < expires ? 'valid' : 'passed';
}
