import { join } from 'node:path';
import { isLoopback } from '../../src/domain/loopback.ts';
import type { SignNotice } from '../signing/sign-notice.ts';
import type { Repository } from './repository.ts';
import { seedDemo } from './seed.ts';

/**
 * Makes sure that there is content to release. A portal that others can reach never begins with a made-up outbreak,
 * and one that has released before never begins again: its branch is put back where the live release has it. A new one
 * whose Git host has content begins with that.
 */
export async function prepareContent(
	repository: Repository,
	{
		root,
		siteUrl,
		now,
		sign,
		released,
		remoteTip,
	}: {
		root: string;
		siteUrl: string;
		now: Date;
		sign: SignNotice;
		/** The commit of the live release; `unknown` when there were releases and it cannot be read. */
		released: string | 'unknown' | undefined;
		/** The newest commit on the Git host, when there is one and it has been fetched. */
		remoteTip?: string | undefined;
	},
): Promise<void> {
	if (await repository.head()) return;
	if (released !== undefined) {
		if (released !== 'unknown' && (await repository.restore(released))) return;
		throw new Error(
			'The content repository has lost its branch, and the commit of the live release is not in it. Restore CONTENT_REPO from a backup.',
		);
	}
	if (remoteTip !== undefined && (await repository.restore(remoteTip))) return;
	if (!isLoopback(new URL(siteUrl).hostname)) {
		throw new Error(
			`There is no content yet, and ${siteUrl} is not this machine: the fictional demo county would be taken for real. Begin your county with: npm run mingbai -- init`,
		);
	}
	await seedDemo(repository, join(root, 'content'), now, sign);
}

/** A fictional county is shown to nobody but who runs it, also when its data folder moves to another machine. */
export function refuseFiction(
	{ fictional }: { readonly fictional: boolean },
	siteUrl: string,
): void {
	if (!fictional || isLoopback(new URL(siteUrl).hostname)) return;
	throw new Error(
		`The content is of a fictional county, and ${siteUrl} is not this machine. Begin your county in another DATA_DIR with: npm run mingbai -- init`,
	);
}
