import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { writeDurably } from '../release/objects.ts';
import { readDocument } from './documents.ts';

/** A file that was taken in: pictures re-encoded, sound without its tags, named by its content. */
export interface TakenMedia {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** Media that editors brought in and that no published entry shows yet. */
export interface MediaFolder {
	/** Checks and re-encodes an upload and keeps it. */
	take(bytes: Uint8Array): Promise<TakenMedia | { readonly problem: Problem }>;
	get(name: string): Promise<Uint8Array | undefined>;
	names(): Promise<readonly string[]>;
}

const mostPixels = 40_000_000;
const longestSide = 2000;

/** Where a name of our own making may stand in text. */
export const mediaName = /[a-f0-9]{32}\.(?:jpg|png|webp|mp3|m4a|pdf)/g;
const onlyMediaName = /^[a-f0-9]{32}\.(?:jpg|png|webp|mp3|m4a|pdf)$/;

export function openMedia(folder: string): MediaFolder {
	return {
		async take(bytes) {
			const file = await cleanMedia(bytes);
			if ('problem' in file) return file;
			const hash = createHash('sha256').update(file.bytes).digest('hex').slice(0, 32);
			const name = `${hash}.${file.extension}`;
			await writeDurably(join(folder, name), file.bytes);
			return { name, bytes: file.bytes };
		},
		async get(name) {
			if (!onlyMediaName.test(name)) return undefined;
			return readFile(join(folder, name)).catch(() => undefined);
		},
		async names() {
			const found = await readdir(folder).catch(() => []);
			return found.filter((name) => onlyMediaName.test(name)).sort();
		},
	};
}

/** Media as readers may have them, whoever brought them in: a picture re-encoded, sound without its tags; or why not. */
export async function cleanMedia(
	bytes: Uint8Array,
): Promise<{ bytes: Uint8Array; extension: string } | { readonly problem: Problem }> {
	return readDocument(bytes) ?? reencode(bytes);
}

/** Whether a file has the name that its content gives it when it is brought in through the portal. */
export function isNamedByContent(name: string, bytes: Uint8Array): boolean {
	const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
	return onlyMediaName.test(name) && name.startsWith(hash);
}

/** Only JPEG, PNG and WebP by their first bytes: SVG can carry scripts, and other decoders are not worth their risk. */
async function reencode(
	bytes: Uint8Array,
): Promise<{ bytes: Uint8Array; extension: string } | { readonly problem: Problem }> {
	const format = sniff(bytes);
	if (!format) return { problem: problem('not-a-medium') };
	try {
		const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
			.autoOrient()
			.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
		const encoded =
			format === 'jpg'
				? image.jpeg({ quality: 82 })
				: format === 'png'
					? image.png()
					: image.webp();
		return { bytes: await encoded.toBuffer(), extension: format };
	} catch {
		// sharp's message tells nothing an editor can use: the file is broken or larger than the limit.
		return { problem: problem('unreadable-image', '', { megapixels: mostPixels / 1_000_000 }) };
	}
}

function sniff(bytes: Uint8Array): 'jpg' | 'png' | 'webp' | undefined {
	const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
	if (head.startsWith('\xff\xd8\xff')) return 'jpg';
	if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
	if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
	return undefined;
}
