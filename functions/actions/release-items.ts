import { entryPath } from '../../src/domain/collections.ts';
import { languageTags } from '../../src/domain/languages.ts';
import type { Repository } from '../content/repository.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Items } from '../store/items.ts';

export interface ReleaseParts {
	readonly items: Pick<Items, 'withResponse' | 'change'>;
	readonly drafts: Pick<Drafts, 'get'>;
	readonly repository: Pick<Repository, 'head' | 'blobAt'>;
	readonly now: Date;
}

/**
 * Lets items be answered anew of whose response nothing is left: its draft was thrown away, or what was published was
 * taken off. An item that this leaves without its answer is open again. `mayBeGone` tells which names are worth a look.
 */
export async function releaseItems(
	{ items, drafts, repository, now }: ReleaseParts,
	mayBeGone: (ref: string) => boolean,
): Promise<void> {
	for (const item of await items.withResponse()) {
		const ref = item.draftRef;
		if (ref === undefined || !mayBeGone(ref)) continue;
		if ((await drafts.get('rumors', ref)) || (await isPublished(repository, ref))) continue;
		await items.change(item.id, item.version, {
			draftRef: undefined,
			...(item.state === 'answered'
				? {
						state: 'unstarted',
						closedAt: undefined,
						reopenedAt: now,
						clocksSince: now,
						pausedMs: 0,
					}
				: {}),
		});
	}
}

/** Also one that cannot be read is there, and is for editors to mend. */
async function isPublished(
	repository: Pick<Repository, 'head' | 'blobAt'>,
	ref: string,
): Promise<boolean> {
	const commit = await repository.head();
	if (!commit) return false;
	for (const language of languageTags)
		if (await repository.blobAt(commit, entryPath('rumors', ref, language))) return true;
	return false;
}
