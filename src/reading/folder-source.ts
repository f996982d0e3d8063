import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ContentSource } from '../domain/site.ts';

/** Content from a folder, as `npm run build` and the tests read it. Blobs are named as git names them. */
export function folderSource(folder: string): ContentSource {
	const texts = new Map<string, string>();
	return {
		async list() {
			const found = await readdir(folder, { recursive: true, withFileTypes: true });
			const files = found.filter((each) => each.isFile() && /\.(md|yml)$/.test(each.name));
			return Promise.all(
				files.map(async (each) => {
					const file = join(each.parentPath, each.name);
					const bytes = await readFile(file);
					const blob = createHash('sha1')
						.update(`blob ${bytes.length}\0`)
						.update(bytes)
						.digest('hex');
					texts.set(blob, bytes.toString('utf8'));
					return { path: relative(folder, file).split(sep).join('/'), blob };
				}),
			);
		},
		async read(blob) {
			const text = texts.get(blob);
			if (text === undefined) throw new Error(`no file with blob ${blob} in ${folder}`);
			return text;
		},
	};
}
