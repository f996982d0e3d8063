import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { entryPath, parseEntryPath } from '../../src/domain/collections.ts';
import { readEntry, writeEntry } from '../../src/domain/entry.ts';
import { defaultLanguage, languageTags } from '../../src/domain/languages.ts';
import { demoDay, demoShift, shiftDates } from '../../src/domain/shift-dates.ts';
import type { SignNotice } from '../signing/sign-notice.ts';
import type { Repository } from './repository.ts';

const author = { name: 'Mingbai', email: 'portal@localhost' };

/** Makes the demo county the first commit, its dates moved so that the outbreak is at its height now, and its notices signed. */
export async function seedDemo(
	repository: Repository,
	folder: string,
	now: Date,
	sign: SignNotice,
): Promise<void> {
	const days = demoShift(now);
	const files = await filesOf(folder, (text) => shiftDates(text, days, demoDay));
	const changes = new Map([...files, ...signedNotices(files, sign, now)]);
	const message = 'Begin with the demo county';
	await repository.commit({ parent: undefined, changes, author, message, at: now });
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

async function filesOf(
	folder: string,
	move: (text: string) => string,
): Promise<Map<string, Uint8Array>> {
	const files = new Map<string, Uint8Array>();
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	for (const each of found.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))) {
		const file = join(each.parentPath, each.name);
		const path = relative(folder, file).split(sep).join('/');
		const bytes = await readFile(file);
		files.set(
			path,
			/\.(md|yml)$/.test(path) ? new TextEncoder().encode(move(bytes.toString('utf8'))) : bytes,
		);
	}
	return files;
}

/** The files in which notices carry their signatures. */
function signedNotices(
	files: ReadonlyMap<string, Uint8Array>,
	sign: SignNotice,
	now: Date,
): Map<string, Uint8Array> {
	const signed = new Map<string, Uint8Array>();
	const textAt = (path: string) => {
		const bytes = files.get(path);
		return bytes && new TextDecoder().decode(bytes);
	};
	for (const path of files.keys()) {
		const at = parseEntryPath(path);
		if (at?.collection !== 'notices' || at.language !== defaultLanguage) continue;
		const texts = languageTags.map((tag) => [tag, textAt(entryPath('notices', at.ref, tag))]);
		const { entry } = readEntry('notices', at.ref, Object.fromEntries(texts));
		const text = entry && writeEntry(sign(entry, now))[defaultLanguage];
		if (text) signed.set(path, new TextEncoder().encode(text));
	}
	return signed;
}
