/** Lines of a long list that stand in the document: what is seen, and some around it for fast scrolling. */
export interface WindowRange {
	readonly from: number;
	/** Up to but without this line. */
	readonly to: number;
}

const around = 8;

export function windowRange({
	scrolled,
	height,
	line,
	count,
}: {
	/** Pixels scrolled, the height of what is seen, and of one line. */
	readonly scrolled: number;
	readonly height: number;
	readonly line: number;
	readonly count: number;
}): WindowRange {
	const first = Math.floor(scrolled / line);
	const seen = Math.ceil(height / line) + 1;
	const from = Math.max(0, Math.min(first, count - seen) - around);
	return { from, to: Math.min(count, Math.max(first, 0) + seen + around) };
}

/** Where to scroll so that a line is seen whole; `undefined` where it is. */
export function scrollFor(
	index: number,
	{
		scrolled,
		height,
		line,
	}: { readonly scrolled: number; readonly height: number; readonly line: number },
): number | undefined {
	const top = index * line;
	if (top < scrolled) return top;
	if (top + line > scrolled + height) return top + line - height;
	return undefined;
}
