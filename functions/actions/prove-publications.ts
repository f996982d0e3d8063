import { createHash } from 'node:crypto';
import { entryPath, settingsPath } from '../../src/domain/collections.ts';
import { defaultLanguage } from '../../src/domain/languages.ts';
import { insertBanner } from '../banner/insert-banner.ts';
import type { Repository } from '../content/repository.ts';
import type { Logger } from '../log.ts';
import type { LiveRelease } from '../release/live-release.ts';
import type { Releaser } from '../release/releaser.ts';
import type { Publication, Publications } from '../store/publications.ts';

export interface ProofParts {
	readonly publications: Publications;
	readonly releaser: Pick<Releaser, 'live'>;
	readonly repository: Pick<Repository, 'blobAt'>;
	/** The public address of the site, with its base path. */
	readonly siteUrl: string;
	readonly now: () => Date;
	readonly log: Logger;
}

/** After this time nobody waits for the proof any more; what is open stays marked as late. */
const longestProofMs = 30 * 60_000;
const timeoutMs = 5_000;
const clearlyAfterMs = 30_000;

/** Reads back over HTTP, from the address that readers use, what was published and not seen there yet. */
export async function provePublications(parts: ProofParts): Promise<void> {
	const since = new Date(parts.now().getTime() - longestProofMs);
	for (const publication of await parts.publications.unproven(since))
		await prove(parts, publication);
}

async function prove(parts: ProofParts, publication: Publication): Promise<void> {
	const { publications, releaser, log, now } = parts;
	const live = releaser.live();
	if (!live || !(await contains(parts, live, publication))) return;
	const { commit } = publication;
	if (!publication.releasedAt) {
		const { at, number } = live.manifest;
		await publications.seen(commit, { releasedAt: at, releaseNumber: number });
	}
	const { path } = publication;
	const pagePath = live.manifest.pages.has(path) || hasFailed(live, path) ? path : '/';
	const problem = publication.liveAt ? undefined : await readBack(parts, live, pagePath);
	if (problem !== undefined) return publications.seen(commit, { problem });
	const liveAt = publication.liveAt ?? now();
	await publications.seen(commit, { liveAt, problem: null });
	const feedProblem = publication.feedsAt
		? undefined
		: await readBack(parts, live, feedOf(publication));
	if (feedProblem !== undefined) return publications.seen(commit, { problem: feedProblem });
	const feedsAt = publication.feedsAt ?? now();
	await publications.seen(commit, { feedsAt, problem: null });
	const capProblem = await readBack(parts, live, capOf(publication));
	if (capProblem !== undefined) return publications.seen(commit, { problem: capProblem });
	const capAt = now();
	await publications.seen(commit, { capAt, problem: null });
	const after = (instant: Date) => instant.getTime() - publication.askedAt.getTime();
	log.info('published', {
		subject: `${publication.collection}/${publication.ref}`,
		commit,
		committedAfterMs: after(publication.committedAt),
		releasedAfterMs: after(publication.releasedAt ?? live.manifest.at),
		release: publication.releaseNumber ?? live.manifest.number,
		liveAfterMs: after(liveAt),
		feedsAfterMs: after(feedsAt),
		capAfterMs: after(capAt),
	});
}

/** Whether the live release has the text that was published. */
async function contains(
	{ repository }: ProofParts,
	{ manifest }: LiveRelease,
	{ collection, ref, commit, committedAt }: Publication,
): Promise<boolean> {
	if (manifest.commit === commit) return true;
	const path =
		collection === 'settings' ? settingsPath : entryPath(collection, ref, defaultLanguage);
	const [live, published] = [
		await repository.blobAt(manifest.commit, path),
		await repository.blobAt(commit, path),
	];
	// Another text of the same entry is a later one, when the release is clearly from after the commit.
	const isLater = manifest.at.getTime() - committedAt.getTime() > clearlyAfterMs;
	return live === published || isLater;
}

function feedOf({ collection }: Publication): string {
	return collection === 'rumors' ? '/feeds/rumors.xml' : '/feeds/notices.xml';
}

function capOf({ path, ref }: Publication): string {
	return path.startsWith('/exercise/') ? `${path}cap.xml` : `/cap/${ref}.xml`;
}

function hasFailed({ failures }: LiveRelease, path: string): boolean {
	return failures.some((failure) => failure.path === path);
}

/** `undefined` when the address answers with exactly the bytes of the live release. */
async function readBack(
	{ siteUrl }: ProofParts,
	live: LiveRelease,
	path: string,
): Promise<string | undefined> {
	// An earlier page may still stand there: that it is read back proves nothing of the new text.
	if (hasFailed(live, path)) return 'not rendered';
	const page = live.manifest.pages.get(path);
	if (!page) return undefined;
	try {
		const answer = await fetch(`${siteUrl}${path}`, {
			headers: { 'Cache-Control': 'no-cache' },
			signal: AbortSignal.timeout(timeoutMs),
		});
		if (answer.status !== page.status) return `status ${answer.status}`;
		// A banner above the page is no part of the release.
		const text = insertBanner(await answer.text(), undefined, 'zh-CN');
		const hash = createHash('sha256').update(text).digest('hex');
		return hash === page.hash ? undefined : 'another text';
	} catch (error) {
		return `unreachable: ${error instanceof Error ? error.name : 'error'}`;
	}
}
