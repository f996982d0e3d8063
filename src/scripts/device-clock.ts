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

/** An age in the largest unit that is at least one. */
export function ageOf(
	time: Date,
	now: Date,
): { unit: 'minutes' | 'hours' | 'days'; count: number } | undefined {
	const minutes = Math.floor((now.getTime() - time.getTime()) / 60_000);
	if (minutes < 1) return undefined;
	if (minutes < 60) return { unit: 'minutes', count: minutes };
	const hours = Math.floor(minutes / 60);
	return hours < 48
		? { unit: 'hours', count: hours }
		: { unit: 'days', count: Math.floor(hours / 24) };
}
