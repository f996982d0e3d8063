import type { Refusal } from '../content/incoming.ts';
import { planMerge } from '../content/merge-files.ts';
import type { Remote } from '../content/remote.ts';
import type { Repository } from '../content/repository.ts';

/** How the branch on the Git host and ours stand to each other now. */
export type RemoteStanding = { readonly kind: 'in-step' } | ConflictStanding | RefusedStanding;

/** Both have changed these files in different ways, or share no history: ours stays as it is. */
export interface ConflictStanding {
	readonly kind: 'conflict';
	readonly paths: readonly string[];
}

/** What is there cannot be taken as a whole. */
export interface RefusedStanding {
	readonly kind: 'refused';
	readonly refusal: Refusal;
}

export interface FollowParts {
	readonly repository: Repository;
	readonly remote: Remote;
	/** What was found not to fit, by its commits, so that nothing is fetched and compared again and again. */
	readonly unfit: Map<string, RemoteStanding>;
	/** Runs when our branch has moved on to something that came from the host. */
	readonly onTaken: () => void;
}

/** Brings the branch on the Git host and ours together. Whatever happens there, what we have published stays. */
export async function followRemote(parts: FollowParts, now: Date): Promise<RemoteStanding> {
	const { repository, remote, unfit } = parts;
	// Something may be published between looking and moving the branch: look again, a few times.
	for (let attempt = 0; attempt < 5; attempt += 1) {
		const ours = await repository.head();
		if (!ours) return inStep;
		const tip = await remote.tip();
		const known = tip && (unfit.get(tip) ?? unfit.get(`${ours}..${tip}`));
		if (known) return known;
		if (tip === undefined) {
			await remote.push();
			return inStep;
		}
		const came = await bring(remote, ours, tip);
		if ('refusal' in came) return remember(unfit, tip, { kind: 'refused', ...came });
		const taken = await takeIn(repository, ours, came.tip, now);
		if (taken === 'moved-meanwhile') continue;
		if (typeof taken === 'object') return remember(unfit, `${ours}..${tip}`, taken);
		if (taken === 'taken') parts.onTaken();
		if ((await repository.head()) !== came.tip) await remote.push();
		return inStep;
	}
	throw new Error('the content branch is held by another program');
}

const inStep = { kind: 'in-step' } as const;

async function bring(
	remote: Remote,
	ours: string,
	tip: string,
): Promise<{ readonly tip: string } | { readonly refusal: Refusal }> {
	if (tip === ours || tip === (await remote.lastKnown())) return { tip };
	return remote.fetch(ours);
}

function remember(
	unfit: Map<string, RemoteStanding>,
	key: string,
	standing: RemoteStanding,
): RemoteStanding {
	unfit.clear();
	unfit.set(key, standing);
	return standing;
}

/** Moves our branch on to what came, if it is newer, or takes up what only the other side has changed. */
async function takeIn(
	repository: Repository,
	ours: string,
	theirs: string,
	now: Date,
): Promise<'taken' | 'nothing-new' | 'moved-meanwhile' | RemoteStanding> {
	const shared = await repository.sharedCommit(ours, theirs);
	if (shared === theirs) return 'nothing-new';
	if (shared === undefined) return { kind: 'conflict', paths: [] };
	if (shared === ours) return (await repository.moveOn(ours, theirs)) ? 'taken' : 'moved-meanwhile';
	const [before = [], here = [], there = []] = await Promise.all(
		[shared, ours, theirs].map((commit) => repository.source(commit).list()),
	);
	const plan = planMerge(before, here, there);
	if (plan.kind === 'conflict') return plan;
	const merge = await repository.commit({
		parent: ours,
		merged: theirs,
		changes: await bytesOf(repository, plan.take),
		author: { name: 'Mingbai', email: 'portal@localhost' },
		message: 'Take up what came from the Git host',
		at: now,
	});
	return merge === 'conflict' ? 'moved-meanwhile' : 'taken';
}

async function bytesOf(
	repository: Repository,
	take: ReadonlyMap<string, string | null>,
): Promise<Map<string, Uint8Array | null>> {
	const bytes = new Map<string, Uint8Array | null>();
	for (const [path, blob] of take)
		bytes.set(path, blob === null ? null : await repository.readBlob(blob));
	return bytes;
}
