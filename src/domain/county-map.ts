import type { Settings } from './settings.ts';

/** A township on the drawn map of the county, in units of `mapSize`. */
export interface MapPlace {
	readonly code: string;
	readonly x: number;
	readonly y: number;
}

/** Townships where they lie, and the outline of the county around them as an SVG path. */
export interface CountyMap {
	readonly places: readonly MapPlace[];
	readonly outline: string;
}

/** Side of the square that the map is drawn in; the settings' grid of 0 to 100 lies in its middle. */
export const mapSize = 120;
const margin = (mapSize - 100) / 2;
/** So far the county reaches beyond the outermost townships. */
const rim = 14;

interface Point {
	readonly x: number;
	readonly y: number;
}

/** The map of a county whose settings say where its townships lie; `undefined` where fewer than three have a place. */
export function countyMap({ areas }: Pick<Settings, 'areas'>): CountyMap | undefined {
	const places = areas.flatMap(({ code, mapX, mapY }) =>
		mapX === undefined || mapY === undefined ? [] : [{ code, x: mapX + margin, y: mapY + margin }],
	);
	if (places.length < 3) return undefined;
	return { places, outline: smooth(widened(hull(places))) };
}

/** The corners of the smallest convex shape around some points, in order (Andrew's monotone chain). */
function hull(points: readonly Point[]): readonly Point[] {
	const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
	const half = (ordered: readonly Point[]) => {
		const chain: Point[] = [];
		for (const point of ordered) {
			while (chain.length > 1 && !turnsLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
			chain.push(point);
		}
		return chain.slice(0, -1);
	};
	return [...half(sorted), ...half(sorted.toReversed())];
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
	if (!a || !b) return true;
	return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}

/** The shape moved outward from its middle. */
function widened(shape: readonly Point[]): readonly Point[] {
	const middle = {
		x: shape.reduce((sum, { x }) => sum + x, 0) / shape.length,
		y: shape.reduce((sum, { y }) => sum + y, 0) / shape.length,
	};
	const inside = (value: number) => Math.min(Math.max(value, 1), mapSize - 1);
	return shape.map(({ x, y }) => {
		const away = Math.hypot(x - middle.x, y - middle.y) || 1;
		const factor = 1 + rim / away;
		return {
			x: inside(middle.x + (x - middle.x) * factor),
			y: inside(middle.y + (y - middle.y) * factor),
		};
	});
}

/** A closed line without corners: a curve from the middle of each side to the middle of the next. */
function smooth(shape: readonly Point[]): string {
	const between = (a: Point, b: Point) => `${round((a.x + b.x) / 2)} ${round((a.y + b.y) / 2)}`;
	const curves = shape.map((corner, index) => {
		const next = shape[(index + 1) % shape.length] ?? corner;
		return `Q${round(corner.x)} ${round(corner.y)} ${between(corner, next)}`;
	});
	const [first, last] = [shape[0], shape.at(-1)];
	return first && last ? `M${between(last, first)}${curves.join('')}Z` : '';
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
