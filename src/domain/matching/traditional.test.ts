import { expect, test } from 'vitest';
import { simplified } from './simplified.ts';
import { isTraditional } from './traditional.ts';

const everything = Array.from({ length: 0x9fff - 0x4e00 }, (_, at) =>
	String.fromCodePoint(0x4e00 + at),
);

test('no character that simplified Chinese has is taken for a Traditional one', () => {
	const taken = everything.filter((character) => isTraditional(character));
	expect(taken.length).toBeGreaterThan(300);
	expect(taken.filter((character) => simplified(character) === character)).toEqual([]);
});

test.each(['全縣停課', '聽說封城', '這是真的嗎', '雲溪鎮的自來水有毒', '醫院沒有床位'])(
	'“%s” is Traditional',
	(text) => {
		expect(isTraditional(text)).toBe(true);
		expect(isTraditional(simplified(text))).toBe(false);
	},
);
