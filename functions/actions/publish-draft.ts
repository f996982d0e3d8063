import { randomInt } from 'node:crypto';
import { entryPath } from '../../src/domain/collections.ts';
import { editProblems } from '../../src/domain/edit-rules.ts';
import { type Entry, writeEntry } from '../../src/domain/entry.ts';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Content } from '../../src/domain/site.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { checkDraft, type DraftCheck } from '../cms/check-draft.ts';
import { draftHash } from '../cms/draft-hash.ts';
import { type MediaFolder, mediaName } from '../cms/media.ts';
import type { DraftCollection } from '../cms/paths.ts';
import { publishedEntry } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import { signaturesFor } from '../content/signature-check.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Draft, Drafts } from '../store/drafts.ts';
import type { SignOffs } from '../store/sign-offs.ts';

export type Published =
	| { readonly kind: 'published'; readonly commit: string }
	| { readonly kind: 'no-draft' | 'not-ready' | 'stale' }
	/** Signatures given and needed. */
	| { readonly kind: 'needs-signature'; readonly given: number; readonly needed: number }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

export interface PublishParts {
	readonly drafts: Drafts;
	readonly signOffs: SignOffs;
	readonly repository: Repository;
	readonly media: MediaFolder;
	readonly audit: Pick<AuditLog, 'append'>;
}

interface PublishRequest {
	readonly collection: DraftCollection;
	readonly ref: string;
	readonly by: { readonly id: string; readonly name: string; readonly email: string };
	readonly content: Content;
	readonly now: Date;
}

/** Commits a signed draft with its stamp. Who publishes also signs: red and orange need two different people. */
export async function publishDraft(
	parts: PublishParts,
	request: PublishRequest,
): Promise<Published> {
	const { collection, ref, by, content, now } = request;
	const draft = await parts.drafts.get(collection, ref);
	if (!draft) return { kind: 'no-draft' };
	if (draft.status !== 'pending_publish') return { kind: 'not-ready' };
	const check = checkDraft(collection, ref, draft.files, content);
	if (check.kind === 'invalid') return { kind: 'invalid', problems: check.problems };
	const hash = draftHash(draft, check);
	await parts.signOffs.sign({ collection, ref, hash }, { staffId: by.id, name: by.name, at: now });
	const given = (await parts.signOffs.of(collection, ref, hash)).length;
	const needed = signaturesNeeded(check, content.settings);
	if (given < needed) return { kind: 'needs-signature', given, needed };
	const result = await commitDraft(parts, request, draft, check);
	if (result.kind !== 'published') return result;
	await parts.drafts.delete(collection, ref);
	const details = { commit: result.commit, hash, signatures: given };
	await parts.audit.append({
		at: now,
		actor: by.id,
		action: 'entry.published',
		subject: `${collection}/${ref}`,
		details,
	});
	return result;
}

function signaturesNeeded(check: DraftCheck, settings: Settings): number {
	const isNotice = check.kind === 'entry' && 'warningColor' in check.entry.data;
	return signaturesFor(isNotice ? check.entry.data.warningColor : undefined, settings);
}

async function commitDraft(
	parts: PublishParts,
	request: PublishRequest,
	draft: Draft,
	check: Exclude<DraftCheck, { kind: 'invalid' }>,
): Promise<Published> {
	const { repository } = parts;
	const { collection, ref, by, now, content } = request;
	// Another entry may be committed between reading the branch and moving it: look again, a few times.
	for (let attempt = 0; attempt < 5; attempt += 1) {
		const parent = await repository.head();
		if (parent && !(await standsOnItsBase(repository, parent, draft))) return { kind: 'stale' };
		const before =
			parent && check.kind === 'entry' && collection !== 'settings'
				? await publishedEntry(repository, parent, collection, ref)
				: undefined;
		const edits = before && check.kind === 'entry' ? editProblems(before, check.entry) : [];
		if (edits.length > 0) return { kind: 'invalid', problems: edits };
		const texts =
			check.kind === 'entry'
				? stampedFiles(check.entry, before, content.settings, now)
				: draftTexts(draft);
		const changes = new Map<string, Uint8Array | null>(
			[...texts].map(([path, text]) => [path, new TextEncoder().encode(text)]),
		);
		for (const [path, bytes] of await newMedia(parts, [...texts.values()]))
			changes.set(path, bytes);
		const title = check.kind === 'entry' ? check.entry.data.title : 'settings';
		const message = `${before ? 'Revise' : 'Publish'} ${collection}/${ref}: ${title}\n\nActor-Id: ${by.id}`;
		const author = { name: by.name, email: by.email };
		const result = await repository.commit({ parent, changes, author, message, at: now });
		if (result !== 'conflict') return { kind: 'published', commit: result.commit };
	}
	return { kind: 'stale' };
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

/** The stamp is made once, at the first publication, and kept through every later edit. */
function stampedFiles(
	entry: Entry,
	before: Entry | undefined,
	settings: Settings,
	now: Date,
): Map<string, string> {
	const first = before?.data.stamp;
	const stamp = first
		? { ...first, revised: now }
		: { sent: now, identifier: identifier(settings, entry.ref, now), code: shortCode() };
	const files = writeEntry({ ...entry, data: { ...entry.data, stamp } as Entry['data'] });
	const texts = new Map<string, string>();
	for (const language of languageTags as readonly Language[]) {
		const text = files[language];
		if (text !== undefined) texts.set(entryPath(entry.collection, entry.ref, language), text);
	}
	return texts;
}

function draftTexts(draft: Draft): Map<string, string> {
	return new Map(draft.files.map((file) => [file.path, file.content]));
}

function identifier(settings: Settings, ref: string, now: Date): string {
	const time = toOffsetString(now).slice(0, 19).replace(/[-:T]/g, '');
	return `${settings.sender.slice(0, 30)}.${ref.slice(0, 30)}.${time}`;
}

const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function shortCode(): string {
	return Array.from({ length: 6 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
}

async function newMedia(
	{ media }: PublishParts,
	texts: readonly string[],
): Promise<Map<string, Uint8Array>> {
	const found = new Map<string, Uint8Array>();
	for (const name of new Set(texts.flatMap((text) => text.match(mediaName) ?? []))) {
		const bytes = await media.get(name);
		if (bytes) found.set(`uploads/${name}`, bytes);
	}
	return found;
}
