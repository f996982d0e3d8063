import { expect, test } from 'vitest';
import { pieces } from './pieces.ts';

test('an ordinary text is one piece', () => {
	expect(pieces('云溪镇请减少聚集，发热先打 0000-5550120。')).toEqual([
		'云溪镇请减少聚集，发热先打 0000-5550120。',
	]);
	expect(pieces('Recommendations, (responsibilities)')).toHaveLength(1);
	expect(pieces('')).toEqual(['']);
});

test('a word that no line can hold is cut in pieces, and nothing is lost or added', () => {
	const text = `见 https://example.gov.cn/notices/2026-12-orange/ 和${'W'.repeat(60)}。👩‍👩‍👧`;
	expect(pieces(text).length).toBeGreaterThan(10);
	expect(pieces(text).join('')).toBe(text);
});
