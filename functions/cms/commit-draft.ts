import {
	entryPath,
	keepsPast,
	pastVersionPath,
	settingsPath,
} from '../../src/domain/collections.ts';
import { editProblems } from '../../src/domain/edit-rules.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { entryPage } from '../../src/domain/entry-page.ts';
import { languageTags } from '../../src/domain/languages.ts';
import type { Published, PublishParts, PublishRequest } from '../actions/publish-draft.ts';
import { publishedEntry } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import type { SignNotice } from '../signing/sign-notice.ts';
import type { Draft } from '../store/drafts.ts';
import type { DraftCheck } from './check-draft.ts';
import { type MediaFolder, mediaName } from './media.ts';
import { stampedFiles } from './stamped-files.ts';

type Usable = Exclude<DraftCheck, { kind: 'invalid' }>;

type CommitParts = Pick<PublishParts, 'repository' | 'media' | 'sign'>;

/** Commits what a draft says, on top of exactly the text that it was written over. */
export function commitDraft(
	parts: CommitParts,
	request: PublishRequest,
	draft: Draft,
	check: Usable,
): Promise<Published> {
	return parts.repository.inTurn(() => commitOnHead(parts, request, draft, check));
}

async function commitOnHead(
	{ repository, media, sign }: CommitParts,
	request: PublishRequest,
	draft: Draft,
	check: Usable,
): Promise<Published> {
	const { by, now } = request;
	// Somebody may push between reading the branch and moving it: look again, a few times.
	for (let attempt = 0; attempt < 5; attempt += 1) {
		const parent = await repository.head();
		if (parent && !(await standsOnItsBase(repository, parent, draft))) return { kind: 'stale' };
		const before = parent ? await entryBefore(repository, parent, check) : undefined;
		const edits = before && check.kind === 'entry' ? editProblems(before, check.entry, now) : [];
		if (edits.length > 0) return { kind: 'invalid', problems: edits };
		const texts = textsOf(request, draft, check, { before, sign });
		const changes = new Map<string, Uint8Array | null>([
			...(await endedFiles(repository, parent, check, texts)),
			...(parent ? await pastVersion(repository, parent, check, before) : []),
			...[...texts].map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
			...(await newMedia(media, [...texts.values()])),
		]);
		const message = messageOf(request, check, before);
		const author = { name: by.name, email: by.email };
		const result = await repository.commit({ parent, changes, author, message, at: now });
		if (result !== 'conflict')
			return { kind: 'published', commit: result.commit, ...nameAndPlace(check) };
	}
	return { kind: 'stale' };
}

function nameAndPlace(check: Usable): { title: string; path: string } {
	if (check.kind === 'settings') return { title: settingsPath, path: '' };
	const { collection, ref, data } = check.entry;
	return { title: data.title, path: `/${entryPage(collection, ref, data)}` };
}

async function entryBefore(
	repository: Repository,
	commit: string,
	check: Usable,
): Promise<Entry | undefined> {
	if (check.kind === 'settings') return undefined;
	return publishedEntry(repository, commit, check.entry.collection, check.entry.ref);
}

function textsOf(
	{ content, now }: PublishRequest,
	draft: Draft,
	check: Usable,
	{ before, sign }: { before: Entry | undefined; sign: SignNotice },
): Map<string, string> {
	return check.kind === 'entry'
		? stampedFiles(check.entry, before, { content, now, sign })
		: new Map(draft.files.map((file) => [file.path, file.content]));
}

/** Languages that the entry no longer has: their files go, so that what is live is what was signed. */
async function endedFiles(
	repository: Repository,
	commit: string | undefined,
	check: Usable,
	texts: ReadonlyMap<string, string>,
): Promise<Map<string, null>> {
	const ended = new Map<string, null>();
	if (!commit || check.kind !== 'entry') return ended;
	for (const language of languageTags) {
		const path = entryPath(check.entry.collection, check.entry.ref, language);
		if (!texts.has(path) && (await repository.blobAt(commit, path))) ended.set(path, null);
	}
	return ended;
}

/** The text that is replaced stays, for whoever holds its version on paper or goes by its edition. */
async function pastVersion(
	repository: Repository,
	commit: string,
	check: Usable,
	before: Entry | undefined,
): Promise<Map<string, Uint8Array>> {
	const kept = new Map<string, Uint8Array>();
	if (check.kind !== 'entry' || !before || !keepsPast(before.collection)) return kept;
	const { collection, ref, data } = before;
	if (check.entry.data.version === data.version) return kept;
	const past = { collection, ref, version: data.version };
	for (const language of languageTags) {
		const blob = await repository.blobAt(commit, entryPath(collection, ref, language));
		if (blob) kept.set(pastVersionPath(past, language), await repository.readBlob(blob));
	}
	return kept;
}

function messageOf(
	{ collection, ref, by }: PublishRequest,
	check: Usable,
	before: Entry | undefined,
): string {
	const title = check.kind === 'entry' ? check.entry.data.title : 'settings';
	return `${before ? 'Revise' : 'Publish'} ${collection}/${ref}: ${title}\n\nActor-Id: ${by.id}`;
}

async function standsOnItsBase(
	repository: Repository,
	commit: string,
	draft: Draft,
): Promise<boolean> {
	const current = await Promise.all(
		draft.files.map((file) => repository.blobAt(commit, file.path)),
	);
	return draft.files.every((file, index) => (current[index] ?? null) === file.base);
}

async function newMedia(
	media: MediaFolder,
	texts: readonly string[],
): Promise<Map<string, Uint8Array>> {
	const found = new Map<string, Uint8Array>();
	for (const name of new Set(texts.flatMap((text) => text.match(mediaName) ?? []))) {
		const bytes = await media.get(name);
		if (bytes) found.set(`uploads/${name}`, bytes);
	}
	return found;
}
