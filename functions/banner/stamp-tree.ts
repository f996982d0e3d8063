import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { languageAt } from '../../src/domain/languages.ts';
import { removeCompressed } from '../release/tree.ts';
import type { Banner } from './banner.schema.ts';
import { insertBanner } from './insert-banner.ts';

/** Puts the banner into every page of the plain folder, or takes it out of them; gives the number of pages changed. */
export async function stampTree(folder: string, banner: Banner | undefined): Promise<number> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const pages = found.filter((entry) => entry.isFile() && entry.name.endsWith('.html'));
	let changed = 0;
	for (const { parentPath, name } of pages) {
		const file = join(parentPath, name);
		const before = await readFile(file, 'utf8');
		const path = `/${relative(folder, file).split(sep).join('/')}`;
		const after = insertBanner(before, banner, languageAt(path));
		// A web server in front takes the compressed form where there is one.
		if (banner) await removeCompressed(file);
		if (after === before) continue;
		await removeCompressed(file);
		const partial = `${file}.${randomUUID()}.partial`;
		await writeFile(partial, after);
		await rename(partial, file);
		changed += 1;
	}
	return changed;
}
