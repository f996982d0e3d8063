import { dependsOnMoment } from '../../src/domain/site.ts';
import type { ManifestPage } from './manifest.ts';

/** Which pages read what: a change leads to its pages without asking all the others. */
export interface Readers {
	/** Pages that may have to be rendered again: they read one of these, depend on the moment, or their time has come. */
	of(reads: ReadonlySet<string>, now: Date): ReadonlySet<string>;
	/** Notes what a page reads now; `undefined` when it is gone. */
	note(path: string, page: ManifestPage | undefined): void;
	/** The next instant at which a page would say something else. */
	until(): Date | undefined;
}

export function createReaders(pages: ReadonlyMap<string, ManifestPage>): Readers {
	const byRead = new Map<string, Set<string>>();
	const readsOf = new Map<string, readonly string[]>();
	const untilOf = new Map<string, Date>();
	const onMoment = new Set<string>();

	function note(path: string, page: ManifestPage | undefined): void {
		for (const key of readsOf.get(path) ?? []) byRead.get(key)?.delete(path);
		readsOf.delete(path);
		untilOf.delete(path);
		onMoment.delete(path);
		if (!page?.record) return;
		const { reads, until } = page.record;
		const keys = Object.keys(reads);
		readsOf.set(path, keys);
		for (const key of keys) {
			const readers = byRead.get(key);
			if (readers) readers.add(path);
			else byRead.set(key, new Set([path]));
		}
		if (until) untilOf.set(path, until);
		if (keys.some(dependsOnMoment)) onMoment.add(path);
	}

	for (const [path, page] of pages) note(path, page);
	return {
		note,
		of(reads, now) {
			const found = new Set(onMoment);
			for (const key of reads) for (const path of byRead.get(key) ?? []) found.add(path);
			for (const [path, until] of untilOf) if (until <= now) found.add(path);
			return found;
		},
		until() {
			let first: Date | undefined;
			for (const until of untilOf.values()) if (!first || until < first) first = until;
			return first;
		},
	};
}
