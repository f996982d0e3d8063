/**
 * Does work in the order in which it comes, but only so many pieces before the event loop looks at the network again: whoever
 * asks for a page meanwhile waits for those few, not for a whole crowd that came before.
 */
export function createPortions(size: number): (work: () => void) => void {
	const line: (() => void)[] = [];
	let isPlanned = false;

	function plan(): void {
		isPlanned = line.length > 0;
		if (isPlanned) setImmediate(doPortion);
	}

	function doPortion(): void {
		const portion = line.splice(0, size);
		// Planned first: what one piece throws keeps the others waiting no longer.
		plan();
		for (const work of portion) work();
	}

	return (work) => {
		line.push(work);
		if (!isPlanned) plan();
	};
}
