import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { openRepository, type Repository } from '../content/repository.ts';
import { uploadPages } from './files.ts';
import { type ObjectStore, openObjects } from './objects.ts';

let folder: string;
let repository: Repository;
let objects: ObjectStore;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-files-'));
	repository = await openRepository(join(folder, 'content.git'));
	objects = openObjects(join(folder, 'objects'));
});

afterEach(() => rm(folder, { recursive: true }));

async function pushed(path: string, bytes: Uint8Array) {
	const result = await repository.commit({
		parent: await repository.head(),
		changes: new Map([[path, bytes]]),
		author: { name: '编辑', email: 'editor@county.example' },
		message: 'Push',
		at: noon,
	});
	if (result === 'conflict') throw new Error('nobody else commits here');
	return uploadPages({ repository, objects }, result.commit);
}

const picture = sharp({ create: { width: 2400, height: 20, channels: 3, background: 'white' } });

test('a picture that came by git is as small, and tells as little, as one brought in through the portal', async () => {
	const exif = { IFD0: { Artist: '拍照的人' } };
	const { pages, refused } = await pushed(
		'uploads/photo.jpg',
		await picture.withExif(exif).jpeg().toBuffer(),
	);
	expect(refused).toEqual([]);
	const { hash = '' } = pages.get('/uploads/photo.jpg') ?? {};
	const { width, exif: left } = await sharp(await objects.get(hash)).metadata();
	expect({ width, left }).toEqual({ width: 2000, left: undefined });
});

test.each([
	['a page that calls itself a picture', 'a.png', Buffer.from('<h1>x</h1>'), 'not-a-medium'],
	['a picture of another kind', 'b.png', await picture.jpeg().toBuffer(), 'is no .png file'],
	['a file without an end', 'c.pdf', Buffer.alloc(10 * 2 ** 20 + 1, 'x'), 'larger than 10 MB'],
])('%s is shown to nobody, and said to be why', async (_, name, bytes, reason) => {
	const { pages, refused } = await pushed(`uploads/${name}`, bytes);
	expect([...pages.keys()]).toEqual([]);
	expect(refused).toEqual([{ path: `/uploads/${name}`, reason }]);
});
