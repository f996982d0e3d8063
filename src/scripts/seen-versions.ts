import { keepFilled } from './dependent-fields.ts';
import { askAboutStaleSave, type Words } from './stale-save.ts';

/** What this tab has seen, so that the server can tell a stale save from a fresh one. */
const seenVersions = new Map<string, number>();
const seenBlobs = new Map<string, string>();

/** An action of Decap's proxy protocol. */
interface Payload {
	readonly action: string;
	readonly params: Record<string, unknown>;
}

type Send = (payload: Payload) => Promise<unknown>;

/** Sends an action with what was seen before it, and remembers the answer. A stale save is shown beside the newer one. */
export async function sendWithVersions(
	send: Send,
	payload: Payload,
	words: Words,
): Promise<unknown> {
	const answer = await send(withExpectation(payload)).catch((refusal: unknown) =>
		isStale(refusal) && payload.action === 'persistEntry'
			? sendAgain(send, payload as Save, refusal, words)
			: Promise.reject(refusal),
	);
	remember(payload, answer);
	return answer;
}

/** A save as Decap sends it. */
interface Save {
	readonly action: 'persistEntry';
	readonly params: Record<string, unknown> & {
		readonly dataFiles: readonly { readonly path: string; readonly raw: string }[];
	};
}

function isStale(refusal: unknown): boolean {
	return (refusal as { status?: number }).status === 409;
}

/** Somebody else saved meanwhile: shows both versions, and saves over theirs only when asked to. */
async function sendAgain(send: Send, save: Save, refusal: unknown, words: Words): Promise<unknown> {
	const { dataFiles } = save.params;
	const [collection = '', slug = ''] = draftOf(dataFiles).split('/');
	const entry = { collection, slug };
	// What is only shown here has not been taken up by the editor: the next save is stale too.
	const before = { versions: new Map(seenVersions), blobs: new Map(seenBlobs) };
	seenVersions.delete(draftOf(dataFiles));
	const draft = await send({ action: 'unpublishedEntry', params: entry }).catch(() => undefined);
	if (draft) remember({ action: 'unpublishedEntry', params: entry }, draft);
	const theirs = async (path: string) => {
		const published = { action: 'getEntry', params: { path } };
		const answer = await send(published).catch(() => undefined);
		if (answer) remember(published, answer);
		const drafted = { action: 'unpublishedEntryDataFile', params: { ...entry, path } };
		const newest = draft ? await send(drafted).catch(() => undefined) : answer;
		return (newest as { data?: string } | undefined)?.data ?? '';
	};
	const files = await Promise.all(
		dataFiles.map(async ({ path, raw }) => ({ path, mine: raw, theirs: await theirs(path) })),
	);
	const choice = await askAboutStaleSave(files, words);
	if (choice === 'overwrite') return send(withExpectation(save));
	restore(seenVersions, before.versions);
	restore(seenBlobs, before.blobs);
	throw refusal;
}

function restore<Value>(map: Map<string, Value>, to: ReadonlyMap<string, Value>): void {
	map.clear();
	for (const [key, value] of to) map.set(key, value);
}

function withExpectation(payload: Payload) {
	const { action, params } = payload;
	if (action === 'updateUnpublishedEntryStatus' || action === 'publishUnpublishedEntry') {
		const version = seenVersions.get(`${params['collection']}/${params['slug']}`) ?? null;
		return { action, params: { ...params, expected: { version } } };
	}
	if (payload.action !== 'persistEntry') return payload;
	const files = payload.params['dataFiles'] as readonly { path: string }[];
	const blobs = Object.fromEntries(
		files.flatMap(({ path }) => (seenBlobs.has(path) ? [[path, seenBlobs.get(path)]] : [])),
	);
	const expected = { version: seenVersions.get(draftOf(files)) ?? null, blobs };
	return { ...payload, params: { ...payload.params, expected } };
}

function remember({ action, params }: Payload, answer: unknown): void {
	const known = answer as {
		version?: number;
		file?: { path: string; id: string };
		data?: string;
		collection?: string;
		slug?: string;
	};
	if (action === 'unpublishedEntry' && known.version)
		seenVersions.set(`${known.collection}/${known.slug}`, known.version);
	if (action === 'getEntry' && known.file) seenBlobs.set(known.file.path, known.file.id);
	if ((action === 'getEntry' || action === 'unpublishedEntryDataFile') && known.data)
		keepFilled(known.data);
	if (action === 'persistEntry' && known.version) {
		seenVersions.set(draftOf(params['dataFiles'] as readonly { path: string }[]), known.version);
	}
	if (action === 'publishUnpublishedEntry' || action === 'deleteUnpublishedEntry') {
		seenVersions.delete(`${params['collection']}/${params['slug']}`);
	}
}

/** `notices/x.zh-CN.md` belongs to the draft `notices/x`. */
function draftOf(files: readonly { path: string }[]): string {
	return (files[0]?.path ?? '').replace(/\.[^/]*$/, '').replace(/\.[A-Za-z-]+$/, '');
}
