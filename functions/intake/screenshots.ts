import { hash, randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { hour } from '../../src/domain/time.ts';
import { writeDurably } from '../release/objects.ts';

/** A screenshot as it is kept: new pixels without what cameras and programs write beside them. */
export interface TakenScreenshot {
	readonly id: string;
	/** Equal for the same picture, however it was saved. */
	readonly pixelsHash: string;
	readonly width: number;
	readonly height: number;
}

/** The pictures that came with reports, in a folder that no web server serves, under names that say nothing. */
export interface Screenshots {
	take(bytes: Uint8Array): Promise<TakenScreenshot | { readonly problem: Problem }>;
	read(id: string): Promise<Uint8Array | undefined>;
	remove(id: string): Promise<void>;
	/** Removes what belongs to no report for a day, as after a crash. */
	removeStrays(kept: ReadonlySet<string>, now: Date): Promise<void>;
}

/** A phone's own screenshot has 4 megapixels; what claims to have more than this is not decoded. */
const mostPixels = 25_000_000;
const longestSide = 1600;
const longestSeconds = 10;
/** One is decoded at a time, so that memory is bounded, and so many wait for it. */
const mostWaiting = 6;

const screenshotId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Where screenshots lie: beside the store, and outside all that is served. */
export function screenshotFolder({ dataDir }: { readonly dataDir: string }): string {
	return join(dataDir, 'report-images');
}

export function openScreenshots(folder: string): Screenshots {
	const file = (id: string) => join(folder, `${id}.webp`);
	let last: Promise<unknown> = Promise.resolve();
	let waiting = 0;

	/** Waits until those before it are done. */
	async function inTurn<T>(work: () => Promise<T>): Promise<T> {
		waiting += 1;
		const mine = last.then(work, work);
		last = mine.catch(() => undefined);
		return mine.finally(() => {
			waiting -= 1;
		});
	}

	return {
		async take(bytes) {
			if (!isPicture(bytes)) return { problem: problem('not-a-screenshot', 'image') };
			if (waiting >= mostWaiting) return { problem: problem('image-busy', 'image') };
			const picture = await inTurn(() => reencode(bytes));
			if (!picture) {
				const megapixels = mostPixels / 1_000_000;
				return { problem: problem('unreadable-image', 'image', { megapixels }) };
			}
			const { webp, ...facts } = picture;
			const id = randomUUID();
			await writeDurably(file(id), webp, 0o600);
			return { id, ...facts };
		},
		async read(id) {
			if (!screenshotId.test(id)) return undefined;
			return readFile(file(id)).catch(() => undefined);
		},
		remove: (id) => rm(file(id), { force: true }),
		async removeStrays(kept, now) {
			for (const name of await readdir(folder).catch(() => [])) {
				if (kept.has(name.replace(/\.webp$/, ''))) continue;
				const { mtimeMs } = await stat(join(folder, name));
				if (now.getTime() - mtimeMs > 24 * hour) await rm(join(folder, name), { force: true });
			}
		},
	};
}

/** By the first bytes: other decoders are not worth their risk, and SVG can carry scripts. */
function isPicture(bytes: Uint8Array): boolean {
	const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
	return (
		head.startsWith('\xff\xd8\xff') ||
		head.startsWith('\x89PNG\r\n\x1a\n') ||
		(head.startsWith('RIFF') && head.endsWith('WEBP'))
	);
}

/** The picture in new pixels, upright and small; `undefined` when it is broken, or larger than it may be. */
async function reencode(bytes: Uint8Array) {
	try {
		const { data, info } = await sharp(bytes, {
			limitInputPixels: mostPixels,
			failOn: 'error',
			sequentialRead: true,
		})
			.autoOrient()
			.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#fff' })
			.toColorspace('srgb')
			.removeAlpha()
			.raw()
			.timeout({ seconds: longestSeconds })
			.toBuffer({ resolveWithObject: true });
		const { width, height, channels } = info;
		const webp = await sharp(data, { raw: { width, height, channels } })
			.webp({ quality: 80 })
			.toBuffer();
		const pixelsHash = hash('sha256', Buffer.concat([Buffer.from(`${width}x${height}:`), data]));
		return { webp, width, height, pixelsHash };
	} catch {
		// sharp's message tells nothing that a person could use.
		return undefined;
	}
}
