/** Bytes that were used lately, by name, within a limit of memory. */
export interface RecentBytes {
	get(name: string): Uint8Array | undefined;
	keep(name: string, bytes: Uint8Array): void;
	/** What has become better is read anew. */
	forget(name: string): void;
}

/** Keeps bytes until others need their place: what was not used for longest goes first. */
export function keepRecent(memoryBytes: number): RecentBytes {
	const recent = new Map<string, Uint8Array>();
	let held = 0;
	return {
		get(name) {
			const known = recent.get(name);
			if (known) {
				// Moving it to the end keeps what readers ask for.
				recent.delete(name);
				recent.set(name, known);
			}
			return known;
		},
		keep(name, bytes) {
			if (bytes.length > memoryBytes / 16 || recent.has(name)) return;
			recent.set(name, bytes);
			held += bytes.length;
			for (const [oldest, old] of recent) {
				if (held <= memoryBytes) return;
				recent.delete(oldest);
				held -= old.length;
			}
		},
		forget(name) {
			held -= recent.get(name)?.length ?? 0;
			recent.delete(name);
		},
	};
}
