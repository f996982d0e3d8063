import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { openScreenshots } from './screenshots.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'mingbai-images-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const screenshots = () => openScreenshots(folder);
const aPicture = (width = 60, height = 40) =>
	sharp({ create: { width, height, channels: 3, background: '#369' } });

async function taken(bytes: Uint8Array) {
	const outcome = await screenshots().take(bytes);
	if ('problem' in outcome) throw new Error(outcome.problem.code);
	return outcome;
}

async function refusal(bytes: Uint8Array): Promise<string | undefined> {
	const outcome = await screenshots().take(bytes);
	return 'problem' in outcome ? outcome.problem.code : undefined;
}

test('a picture is kept upright, in new pixels, without what a camera wrote', async () => {
	const bytes = await aPicture()
		.withExif({ IFD0: { Copyright: '张三', ImageDescription: 'secret place' } })
		.jpeg()
		.withMetadata({ orientation: 6 })
		.toBuffer();
	const { id, width, height } = await taken(bytes);
	expect({ width, height }).toEqual({ width: 40, height: 60 });
	const kept = (await screenshots().read(id)) ?? new Uint8Array();
	const { exif, orientation, format } = await sharp(kept).metadata();
	expect({ exif, orientation, format }).toEqual({ format: 'webp' });
	expect(Buffer.from(kept).includes('secret place')).toBe(false);
});

test('the same picture has the same hash however it was saved, and another has another', async () => {
	const [fast, small] = [
		await aPicture().png({ compressionLevel: 1 }).toBuffer(),
		await aPicture().png({ compressionLevel: 9, palette: false }).toBuffer(),
	];
	const { pixelsHash } = await taken(fast);
	expect((await taken(small)).pixelsHash).toBe(pixelsHash);
	expect((await taken(await aPicture(61).png().toBuffer())).pixelsHash).not.toBe(pixelsHash);
});

test('a large picture is made smaller', async () => {
	expect(await taken(await aPicture(4000, 1000).png().toBuffer())).toMatchObject({
		width: 1600,
		height: 400,
	});
});

describe('is refused', () => {
	test.each([
		['a page', '<html><script>alert(1)</script>'],
		['a drawing that can carry scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
		['a GIF', 'GIF89a\u0001\u0000\u0001\u0000'],
		['nothing', ''],
	])('%s', async (_what, text) => {
		expect(await refusal(Buffer.from(text, 'latin1'))).toBe('not-a-screenshot');
	});

	test('a page that begins like a picture', async () => {
		const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<script>')]);
		expect(await refusal(bytes)).toBe('unreadable-image');
	});

	test('a picture that is cut off', async () => {
		const whole = await aPicture(600, 600).png({ compressionLevel: 0 }).toBuffer();
		expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('unreadable-image');
	});

	test('a bomb that says it has 2.5 thousand million pixels, without being decoded', async () => {
		expect(await refusal(pngBomb(50_000, 50_000))).toBe('unreadable-image');
	});

	test('one of very many at once, while the others are taken', async () => {
		const bytes = await aPicture(1500, 1500).png().toBuffer();
		const shots = screenshots();
		const outcomes = await Promise.all(Array.from({ length: 12 }, () => shots.take(bytes)));
		const refused = outcomes.flatMap((each) => ('problem' in each ? [each.problem.code] : []));
		expect(new Set(refused)).toEqual(new Set(['image-busy']));
		expect(refused.length).toBeLessThan(12);
		expect(await shots.take(bytes)).toHaveProperty('id');
	});
});

test.each(['../mingbai.sqlite', '', 'a/b', '..%2f'])('nothing is read as %j', async (id) => {
	expect(await screenshots().read(id)).toBeUndefined();
});

test('what belongs to no report goes after a day, and what does stays', async () => {
	const bytes = await aPicture().png().toBuffer();
	const [kept, stray, fresh] = [await taken(bytes), await taken(bytes), await taken(bytes)];
	const before = new Date(noon.getTime() - 48 * 3_600_000);
	for (const { id } of [kept, stray]) utimesSync(join(folder, `${id}.webp`), before, before);
	utimesSync(join(folder, `${fresh.id}.webp`), noon, noon);
	await screenshots().removeStrays(new Set([kept.id]), noon);
	expect(readdirSync(folder).sort()).toEqual([`${kept.id}.webp`, `${fresh.id}.webp`].sort());
});

/** A PNG of a few kilobytes whose head promises very many pixels. */
function pngBomb(width: number, height: number): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const size = Buffer.alloc(4);
	size.writeUInt32BE(data.length);
	return Buffer.concat([size, body, crc(body)]);
}

function crc(bytes: Buffer): Buffer {
	let sum = 0xffffffff;
	for (const byte of bytes) {
		sum ^= byte;
		for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
	}
	const out = Buffer.alloc(4);
	out.writeUInt32BE((sum ^ 0xffffffff) >>> 0);
	return out;
}
