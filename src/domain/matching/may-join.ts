import { claimBesideLinks } from './claim-text.ts';
import { withDigits } from './numerals.ts';

/**
 * Whether a report that points at the same page, or came with the same picture, may join a known wording with nobody looking:
 * it says the same beside it, or only asks whether that is true. A page can be passed on with any claim.
 */
export function mayJoin(ours: string, theirs: string): boolean {
	const said = (text: string) => withDigits(claimBesideLinks(text));
	return said(ours) === '' || said(ours) === said(theirs);
}
