import { expect, test } from 'vitest';
import { moved, resized } from './blur-box.ts';

const picture = { width: 1000, height: 500 };
const box = { x: 100, y: 100, width: 200, height: 50 };

test('an arrow key moves a rectangle', () => {
	expect(moved(box, 'ArrowRight', picture)).toEqual({ ...box, x: 120 });
	expect(moved(box, 'ArrowUp', picture)).toEqual({ ...box, y: 90 });
});

test('a rectangle stays within the picture', () => {
	expect(moved({ ...box, x: 795 }, 'ArrowRight', picture)?.x).toBe(800);
	expect(moved({ ...box, y: 3 }, 'ArrowUp', picture)?.y).toBe(0);
	expect(resized({ ...box, width: 895 }, 'ArrowRight', picture)?.width).toBe(900);
});

test('a rectangle never becomes too small to see', () => {
	expect(resized({ ...box, height: 10 }, 'ArrowUp', picture)?.height).toBe(8);
});

test('another key does nothing', () => {
	expect(moved(box, 'Tab', picture)).toBeUndefined();
});
