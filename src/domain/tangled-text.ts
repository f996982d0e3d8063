/** Far more than anybody writes, and what a page is still made of in no time. */
const mostMarks = 2000;
const deepest = 50;

const nested = new RegExp(`^(?:[ \\t]*(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${deepest},}`, 'm');

/**
 * Whether Markdown has so many marks in one paragraph, or stands so deep in quotations and lists, that making its page
 * would hold up everything else, or fail: the time grows with the square of the marks.
 */
export function isTangled(text: string): boolean {
	if (nested.test(text)) return true;
	return text.split(/\n\s*\n/).some((part) => (part.match(/[*_~]/g)?.length ?? 0) > mostMarks);
}
