import { expect, test } from 'vitest';
import { someSettings } from '../../tests/builders.ts';
import { countyMap, mapSize } from './county-map.ts';
import type { Settings } from './settings.ts';

function settingsWith(places: readonly (readonly [number, number] | undefined)[]): Settings {
	const areas = places.map((place, index) => ({
		code: `a${index}`,
		name: { 'zh-CN': `乡镇${index}` },
		kind: 'township' as const,
		...(place ? { mapX: place[0], mapY: place[1] } : {}),
	}));
	return someSettings({ areas });
}

test('a county without places has no map', () => {
	expect(countyMap(settingsWith([undefined, undefined, undefined]))).toBeUndefined();
	expect(countyMap(settingsWith([[0, 0], [9, 9], undefined]))).toBeUndefined();
});

test('the outline goes around every township and stays on the sheet', () => {
	const map = countyMap(
		settingsWith([[0, 0], [100, 0], [100, 100], [0, 100], [50, 50], undefined]),
	);
	expect(map?.places).toHaveLength(5);
	const numbers = (map?.outline.match(/[\d.]+/g) ?? []).map(Number);
	expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...numbers)).toBeLessThanOrEqual(mapSize);
	expect(map?.outline.match(/Q/g)).toHaveLength(4);
});
