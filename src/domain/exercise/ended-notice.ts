import { fieldOf, withField, withoutField } from '../front-matter-lists.ts';
import { toOffsetString } from '../time.ts';

/**
 * The file of an exercise's notice once the exercise has ended: it is over at that instant. `null` where it would have come
 * into force later and goes, `undefined` where it was over before and keeps its own end.
 */
export function endedNotice(text: string, at: Date): string | null | undefined {
	// Files name whole seconds, and an end must come after the beginning.
	const end = new Date(Math.floor(at.getTime() / 1000) * 1000);
	const instantOf = (name: string) => new Date(String(fieldOf(text, name)));
	if (instantOf('expires') <= end) return undefined;
	if (instantOf('effective') >= end || instantOf('publishAt') >= end) return null;
	// What was to begin later does not begin: a notice that is over before its onset would be no valid one.
	const begun = instantOf('onset') > end ? withoutField(text, 'onset') : text;
	return begun && withField(begun, 'expires', toOffsetString(end));
}
