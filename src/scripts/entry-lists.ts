/** Lists of entries as the portal gives them: what a list shows of each, the newest first. */
interface ListBackend {
	request(payload: { action: string; params: Record<string, unknown> }): Promise<unknown>;
	/** Decap lists, searches, filters and sorts by it where a backend has it. */
	allEntriesByFolder?(folder: string, extension: string, depth: number): Promise<unknown>;
}

/**
 * Opens each list with its newest entries, because Decap draws every entry that it is given. Whatever it asks for
 * after that, or for a search, is for a filter, an order or a term, and needs them all.
 */
export function listNewestFirst(backend: ListBackend): void {
	const opened = new Set<string>();
	backend.allEntriesByFolder = (folder, extension, depth) => {
		const isOpening = !opened.has(folder) && !location.hash.includes('/search/');
		if (isOpening) opened.add(folder);
		const heads = isOpening ? 'newest' : 'all';
		const params = { folder, extension, depth, heads };
		return backend.request({ action: 'entriesByFolder', params });
	};
}
