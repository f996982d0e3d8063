import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifests } from './manifest.ts';

/** How many releases can be gone back to. */
const keptReleases = 20;

/** Forgets releases that nobody will go back to, and the bytes in some folders that no kept release shows. */
export async function pruneReleases(
	{ manifests, folders }: { manifests: Manifests; folders: readonly string[] },
	pinned: number | undefined,
): Promise<void> {
	const current = await manifests.currentNumber();
	// What the live release shows is not known, so nothing is known to be unused.
	if (current !== undefined && !(await manifests.read(current))) return;
	const numbers = [...(await manifests.numbers())].sort((a, b) => b - a);
	const kept = new Set([...numbers.slice(0, keptReleases), current, pinned]);
	const used = new Set<string>();
	for (const number of numbers) {
		if (!kept.has(number)) {
			await manifests.remove(number);
			continue;
		}
		const manifest = await manifests.read(number);
		for (const page of manifest?.pages.values() ?? []) used.add(page.hash);
	}
	for (const folder of folders) await removeUnused(folder, used);
}

async function removeUnused(folder: string, used: ReadonlySet<string>): Promise<void> {
	for (const start of await readdir(folder).catch(() => [])) {
		for (const rest of await readdir(join(folder, start))) {
			if (!used.has(hashOf(start + rest))) await rm(join(folder, start, rest), { force: true });
		}
	}
}

/** A compressed form is named by the hash of what it is a form of. */
function hashOf(name: string): string {
	return name.replace(/\..*$/, '');
}
