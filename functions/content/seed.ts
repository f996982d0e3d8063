import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { demoDay, demoShift, shiftDates } from '../../src/domain/shift-dates.ts';
import type { Repository } from './repository.ts';

const author = { name: 'Mingbai', email: 'portal@localhost' };

/** Makes the demo county the first commit, its dates moved so that the outbreak is at its height now. */
export async function seedDemo(repository: Repository, folder: string, now: Date): Promise<void> {
	const days = demoShift(now);
	const move = (text: string) => shiftDates(text, days, demoDay);
	await commitFolder(repository, folder, { message: 'Begin with the demo county', now, move });
}

/** Makes a new county's content the first commit, as it stands. */
export async function seedCounty(
	repository: Repository,
	files: ReadonlyMap<string, string>,
	now: Date,
): Promise<void> {
	const changes = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
	await repository.commit({
		parent: undefined,
		changes,
		author,
		message: 'Begin a county',
		at: now,
	});
}

async function commitFolder(
	repository: Repository,
	folder: string,
	{ message, now, move }: { message: string; now: Date; move: (text: string) => string },
): Promise<void> {
	const changes = new Map<string, Uint8Array>();
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	for (const each of found.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))) {
		const file = join(each.parentPath, each.name);
		const path = relative(folder, file).split(sep).join('/');
		const bytes = await readFile(file);
		changes.set(
			path,
			/\.(md|yml)$/.test(path) ? new TextEncoder().encode(move(bytes.toString('utf8'))) : bytes,
		);
	}
	await repository.commit({ parent: undefined, changes, author, message, at: now });
}
