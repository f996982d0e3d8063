import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { listFile } from './backup-parts.ts';

/** The SHA-256 of every file below a folder, by its path there; the list itself is not among them. */
export async function listFiles(folder: string): Promise<Readonly<Record<string, string>>> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = found
		.filter((entry) => entry.isFile())
		.map((each) => join(each.parentPath, each.name));
	const listed: [string, string][] = [];
	for (const file of files.sort()) {
		const path = relative(folder, file).split(sep).join('/');
		if (path !== listFile) listed.push([path, await hashOf(file)]);
	}
	return Object.fromEntries(listed);
}

async function hashOf(file: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
	return hash.digest('hex');
}
