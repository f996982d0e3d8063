/** A rectangle on a picture, in its pixels. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

type Size = Pick<Box, 'width' | 'height'>;

/** A press of a key moves by so much of the picture. */
const step = 0.02;
const smallest = 8;

/** The rectangle moved by an arrow key, within the picture; `undefined` for another key. */
export function moved(box: Box, key: string, within: Size): Box | undefined {
	const by = byKey(key, within);
	if (!by) return undefined;
	return {
		...box,
		x: between(box.x + by.x, 0, within.width - box.width),
		y: between(box.y + by.y, 0, within.height - box.height),
	};
}

/** The rectangle made larger or smaller by an arrow key, within the picture; `undefined` for another key. */
export function resized(box: Box, key: string, within: Size): Box | undefined {
	const by = byKey(key, within);
	if (!by) return undefined;
	return {
		...box,
		width: between(box.width + by.x, smallest, within.width - box.x),
		height: between(box.height + by.y, smallest, within.height - box.y),
	};
}

function byKey(key: string, { width, height }: Size): { x: number; y: number } | undefined {
	switch (key) {
		case 'ArrowLeft':
			return { x: -width * step, y: 0 };
		case 'ArrowRight':
			return { x: width * step, y: 0 };
		case 'ArrowUp':
			return { x: 0, y: -height * step };
		case 'ArrowDown':
			return { x: 0, y: height * step };
		default:
			return undefined;
	}
}

function between(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(most, value));
}
