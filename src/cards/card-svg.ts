import { icons } from '../components/icons.ts';
import type { Card } from './card.ts';
import { type Glyph, glyphsOf } from './han-font.ts';
import { wrapLines } from './wrap-lines.ts';

/** The size of a share card in pixels, as WeChat and the Open Graph protocol ask for. */
export const cardSize = { width: 1200, height: 630 } as const;

const margin = 64;
const bands: Readonly<Record<Card['band'], readonly [paper: string, ink: string]>> = {
	red: ['#b8101c', '#fff'],
	orange: ['#f08200', '#16191c'],
	yellow: ['#ffd21f', '#16191c'],
	blue: ['#14569f', '#fff'],
	none: ['#16191c', '#fff'],
	over: ['#62696d', '#fff'],
};
const ink = '#16191c';
const soft = '#4a5257';

/** A card as an SVG of outlines alone: whoever draws it needs no font. */
export async function cardSvg(card: Card): Promise<string> {
	const pen = penFor(await glyphsOf(Object.values(card).join('') + '…〓'));
	const [paper, on] = bands[card.band];
	const room = cardSize.width - 2 * margin;
	const end = cardSize.width - margin;
	const title = wrapLines(card.mark + card.title, room, 4, (text) => pen.widthOf(text) * 60);
	const titleLines = title.map((line, index) => pen.write(line, margin, 218 + index * 76, 60, ink));
	const oneLine = (text: string, size: number, most = room) =>
		wrapLines(text, most, 1, (each) => pen.widthOf(each) * size).join('');
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${cardSize.width}" height="${cardSize.height}">`,
		`<rect width="100%" height="100%" fill="#faf8f1"/>`,
		`<rect width="100%" height="132" fill="${paper}"/>`,
		`<path transform="translate(${margin} 34) scale(2.7)" d="${icons[card.icon]}" fill="none" stroke="${on}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`,
		pen.write(oneLine(card.level, 50, room - 92), margin + 92, 84, 50, on),
		...titleLines,
		pen.write(oneLine(card.validity, 36, room - 300), margin, 500, 36, ink),
		pen.writeToEnd(oneLine(card.code, 28, 290), end, 500, 28, soft),
		pen.write(oneLine(card.areas, 28, room - 420), margin, 548, 28, soft),
		pen.writeToEnd(oneLine(card.site, 28, 410), end, 548, 28, ink),
		pen.write(oneLine(card.issued, 28), margin, 592, 28, soft),
		'</svg>',
	].join('');
}

/** Draws text with the glyphs it was given; a character without one is passed over. */
function penFor(glyphs: ReadonlyMap<string, Glyph>) {
	const widthOf = (text: string) =>
		[...text].reduce((sum, each) => sum + (glyphs.get(each)?.advance ?? 0), 0);
	function write(text: string, x: number, y: number, size: number, fill: string): string {
		let at = x;
		const drawn = [...text].flatMap((each) => {
			const glyph = glyphs.get(each);
			if (!glyph) return [];
			const scale = size / glyph.unitsPerEm;
			const placed = `<path transform="translate(${at.toFixed(1)} ${y}) scale(${scale} ${-scale})" d="${glyph.outline}"/>`;
			at += glyph.advance * size;
			return [placed];
		});
		// The font is drawn from its thinnest weight; a line around each stroke makes it as strong as print.
		const weight = size > 50 ? 46 : 40;
		return `<g fill="${fill}" stroke="${fill}" stroke-width="${weight}" stroke-linejoin="round">${drawn.join('')}</g>`;
	}
	return {
		widthOf,
		write,
		writeToEnd: (text: string, end: number, y: number, size: number, fill: string) =>
			write(text, end - widthOf(text) * size, y, size, fill),
	};
}
