import type { ContentFile } from '../../src/domain/site.ts';

/** What to take from another line of history, or the files that both have changed in different ways. */
export type MergePlan =
	| { readonly kind: 'merge'; readonly take: ReadonlyMap<string, string | null> }
	| { readonly kind: 'conflict'; readonly paths: readonly string[] };

/**
 * Compares two lines of history with the commit that they share, file by file. What only the other one has changed is
 * taken: the blob of a path, or `null` where the file is gone.
 */
export function planMerge(
	shared: readonly ContentFile[],
	ours: readonly ContentFile[],
	theirs: readonly ContentFile[],
): MergePlan {
	const [before, here, there] = [blobs(shared), blobs(ours), blobs(theirs)];
	const take = new Map<string, string | null>();
	const conflicts: string[] = [];
	for (const path of new Set([...before.keys(), ...there.keys()])) {
		const [was, our, their] = [before.get(path), here.get(path), there.get(path)];
		if (their === was || their === our) continue;
		if (our === was) take.set(path, their ?? null);
		else conflicts.push(path);
	}
	conflicts.push(...overlaps(take, here));
	if (conflicts.length > 0) return { kind: 'conflict', paths: conflicts.sort() };
	return { kind: 'merge', take };
}

function blobs(files: readonly ContentFile[]): ReadonlyMap<string, string> {
	return new Map(files.map(({ path, blob }) => [path, blob]));
}

/** A file cannot stand where a folder stands, nor a folder where a file does. */
function overlaps(
	take: ReadonlyMap<string, string | null>,
	ours: ReadonlyMap<string, string>,
): readonly string[] {
	const staying = [...ours.keys()].filter((path) => take.get(path) !== null);
	const folders = new Set(staying.flatMap(foldersOf));
	const files = new Set(staying);
	return [...take]
		.filter(([, blob]) => blob !== null)
		.map(([path]) => path)
		.filter((path) => folders.has(path) || foldersOf(path).some((folder) => files.has(folder)));
}

function foldersOf(path: string): string[] {
	const names = path.split('/');
	return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}
