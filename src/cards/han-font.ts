import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { create, type Font } from 'fontkitten';

/** A character as it is drawn: its outline on a grid of `unitsPerEm`, and how far it moves the pen, in ems. */
export interface Glyph {
	readonly outline: string;
	readonly advance: number;
	readonly unitsPerEm: number;
}

/** The font comes in a hundred small files; only those that a text needs are opened (docs/decisions). */
const folder = dirname(
	createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/LICENSE'),
);

interface Range {
	readonly from: number;
	readonly to: number;
	readonly file: string;
}

let ranges: Promise<readonly Range[]> | undefined;
const fonts = new Map<string, Promise<Font>>();
const glyphs = new Map<number, Glyph | undefined>();

/** What stands for a character that the font does not have. */
const missing = 0x3013;
/** Signs without a form of their own, and pictures: a card goes without them. */
const leftOut = /[\p{Cf}\p{Mn}\p{Cc}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/** The glyphs of a text, read from the font as far as they are not known. Files are read one after another, so that nobody waits long. */
export async function glyphsOf(text: string): Promise<Map<string, Glyph>> {
	const found = new Map<string, Glyph>();
	for (const character of new Set(text)) {
		const isLeftOut = leftOut.test(character) && !/[0-9#*]/.test(character);
		if (isLeftOut) continue;
		const glyph =
			(await glyphFor(character.codePointAt(0) ?? missing)) ?? (await glyphFor(missing));
		if (glyph) found.set(character, glyph);
	}
	return found;
}

async function glyphFor(code: number): Promise<Glyph | undefined> {
	if (glyphs.has(code)) return glyphs.get(code);
	const font = await fontFor(code);
	// Unpacking a file and reading an outline take their time: whoever reads the site meanwhile goes first.
	await setImmediate();
	const has = font?.hasGlyphForCodePoint(code);
	const drawn = has ? font?.glyphForCodePoint(code) : undefined;
	const glyph = font &&
		drawn && {
			outline: drawn.path.toSVG(),
			advance: drawn.advanceWidth / font.unitsPerEm,
			unitsPerEm: font.unitsPerEm,
		};
	glyphs.set(code, glyph);
	return glyph;
}

async function fontFor(code: number): Promise<Font | undefined> {
	ranges ??= readRanges();
	const file = (await ranges).find(({ from, to }) => from <= code && code <= to)?.file;
	if (!file) return undefined;
	const known = fonts.get(file) ?? openFont(file);
	fonts.set(file, known);
	return known;
}

async function openFont(file: string): Promise<Font> {
	const opened = create(await readFile(join(folder, 'files', file)));
	if (opened.isCollection) throw new TypeError(`${file} is a collection of fonts`);
	return opened;
}

async function readRanges(): Promise<readonly Range[]> {
	const all: unknown = JSON.parse(await readFile(join(folder, 'unicode.json'), 'utf8'));
	return Object.entries(all as Record<string, string>).flatMap(([name, list]) =>
		list.split(',').map((each) => {
			const [from = '', to = from] = each.replace(/^U\+/i, '').split('-');
			const file = `noto-sans-sc-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`;
			return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), file };
		}),
	);
}
