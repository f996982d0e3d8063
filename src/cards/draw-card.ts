import sharp from 'sharp';
import type { Card } from './card.ts';
import { cardSvg } from './card-svg.ts';

/** A card as a PNG of few colors: small enough for a chat to load at once. */
export async function drawCard(card: Card): Promise<Uint8Array> {
	const svg = await cardSvg(card);
	return sharp(Buffer.from(svg)).png({ palette: true, colors: 32, compressionLevel: 9 }).toBuffer();
}
