/** How messages of better-auth 1.7 begin that tell an operator something. What begins otherwise may be somebody's value. */
const openings = [
	'Better auth was unable',
	'Blocked cross-site',
	'Discovery fetch failed',
	'Error',
	'Failed to',
	'INTERNAL_SERVER_ERROR',
	'Invalid',
	'No callback URL found',
	'OAuth',
	'Provider',
	'Rate limiting could not',
	'Session not found',
	'State not found',
	'Unable to',
] as const;

const mostWords = 6;

/**
 * The first words of a message of the sign-in library, without any value that was put into it: it quotes addresses, names and
 * whole errors, and our log holds nothing that a stranger wrote.
 */
export function fixedWords(message: unknown): string {
	const text = typeof message === 'string' ? message : '';
	const opening = openings.find((each) => text.startsWith(each));
	if (!opening) return 'other';
	const rest = /^(?: [A-Za-z-]{1,20}(?![^ ]))*/.exec(text.slice(opening.length))?.[0] ?? '';
	return `${opening}${rest}`.split(' ').slice(0, mostWords).join(' ');
}
