import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MediaFolder, openMedia } from './media.ts';

let folder: string;
let media: MediaFolder;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-media-'));
	media = openMedia(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } });
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const frames = '\xff\xfb\x90\x00'.padEnd(417, 'sound').repeat(3);
const pdf = (inside = '') => bytesOf(`%PDF-1.7\n1 0 obj <<${inside}>> endobj\n%%EOF\n`);

async function taken(bytes: Uint8Array) {
	const result = await media.take(bytes);
	if ('problem' in result) throw new Error(result.problem.code);
	return result;
}

describe('takes in', () => {
	test('a photo without the place where it was taken', async () => {
		const exif = { IFD3: { GPSLatitude: '27/1 47/1 0/1', GPSLatitudeRef: 'N' } };
		const photo = await picture().withExif(exif).jpeg().toBuffer();
		expect((await sharp(photo).metadata()).exif).toBeDefined();
		const { name, bytes } = await taken(photo);
		expect(name).toMatch(/^[a-f0-9]{32}\.jpg$/);
		expect((await sharp(bytes).metadata()).exif).toBeUndefined();
	});

	test('a large photo at the size that a page shows', async () => {
		const large = await picture().resize(6000, 4000).png().toBuffer();
		expect((await sharp((await taken(large)).bytes).metadata()).width).toBe(2000);
	});

	test('a recording without the tags that name people and places', async () => {
		const tag = 'ID3\x04\0\0\0\0\0\x10recorded by Zhou';
		const tagged = bytesOf(`${tag}${frames}${'TAGZhou'.padEnd(128, ' ')}`);
		const { name, bytes } = await taken(tagged);
		expect(name).toMatch(/\.mp3$/);
		expect(Buffer.from(bytes).toString('latin1')).toBe(frames);
	});

	test('of a recording the sound alone, whatever stands before, between and after it', async () => {
		const page = '<html><script>alert(1)</script></html>';
		const { bytes } = await taken(bytesOf(`${frames}${page}${frames}${page}`));
		expect(Buffer.from(bytes).toString('latin1')).toBe(frames + frames);
	});

	test('a PDF in whose compressed pictures the letters of a script turn up', async () => {
		expect((await taken(pdf('>> stream\n\x00/JS\x01/XFA \nendstream <<'))).name).toMatch(/\.pdf$/);
	});

	test('M4A recordings without their tags, and PDF documents', async () => {
		const handler = `\0\0\0\x14hdlr${'\0'.repeat(8)}soun`;
		const track = `\0\0\0\x24trak\0\0\0\x1cmdia${handler}`;
		const tags = '\0\0\0\x0cudtaZhou';
		const index = `\0\0\0\x38moov${track}${tags}`;
		const { name, bytes } = await taken(bytesOf(`\0\0\0\x0cftypM4A ${index}\0\0\0\x0dmdatsound`));
		expect(name).toMatch(/\.m4a$/);
		expect(Buffer.from(bytes).toString('latin1')).not.toContain('Zhou');
		expect(Buffer.from(bytes).toString('latin1')).toContain('sound');
		expect((await taken(pdf())).name).toMatch(/\.pdf$/);
	});

	test('the same file once, under one name', async () => {
		const { name } = await taken(pdf());
		expect((await taken(pdf())).name).toBe(name);
		expect(await media.names()).toEqual([name]);
	});
});

describe('refuses', () => {
	/** A PNG whose header claims 50,000 x 50,000 pixels. */
	async function hugePicture(): Promise<Uint8Array> {
		const bytes = await picture().png().toBuffer();
		bytes.writeUInt32BE(50_000, 16);
		bytes.writeUInt32BE(50_000, 20);
		return bytes;
	}

	function packedPdf(): Uint8Array {
		const objects = deflateSync(Buffer.from('2 0 <</S /JavaScript /JS (app.alert(1))>>'));
		return pdf(`/Type /ObjStm>> stream\n${objects.toString('latin1')}\nendstream <<`);
	}

	test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
		['a picture of 50,000 x 50,000 pixels', hugePicture, 'unreadable-image'],
		[
			'half a picture',
			async () => (await picture().png().toBuffer()).subarray(0, 60),
			'unreadable-image',
		],
		['a drawing that can carry scripts', () => bytesOf('<svg xmlns="x"/>'), 'not-a-medium'],
		['a web page', () => bytesOf('<!doctype html>'), 'not-a-medium'],
		['a program', () => bytesOf('MZ\x90\0'), 'not-a-medium'],
		['an empty file', () => new Uint8Array(), 'not-a-medium'],
		['a PDF with a script', () => pdf('/OpenAction <</S /JavaScript>>'), 'active-document'],
		['a PDF that is locked', () => pdf('/Encrypt 5 0 R'), 'active-document'],
		[
			'text that calls itself a recording',
			() => bytesOf('ID3 hello, I am text'),
			'broken-recording',
		],
		[
			'a web page behind the beginning of a recording',
			() => bytesOf('\xff\xfb\x90\x00<html><script>alert(1)</script>'),
			'broken-recording',
		],
		['a PDF that sends what is typed', () => pdf('/A <</S /SubmitForm>>'), 'active-document'],
		['a PDF with a script in other letters', () => pdf('/S /J#61vaScript'), 'active-document'],
		['a PDF with a script in a packed object', packedPdf, 'active-document'],
		['half a recording', () => bytesOf('\0\0\0\x20ftypM4A \0\0'), 'broken-recording'],
		['half a PDF', () => bytesOf('%PDF-1.7\n1 0 obj'), 'broken-document'],
		[
			'a recording of more than 10 MB',
			() => bytesOf(frames.padEnd(11 * 2 ** 20, 'x')),
			'too-large',
		],
	])('%s', async (_, make, code) => {
		expect(await media.take(await make())).toMatchObject({ problem: { code } });
		expect(await media.names()).toEqual([]);
	});

	test.each(['../media.ts', '.git/config', 'a.png', `${'a'.repeat(32)}.svg`])(
		'to give out %s',
		async (name) => {
			expect(await media.get(name)).toBeUndefined();
		},
	);
});
