import type { Repository } from './repository.ts';
import type { Changes } from './trees.ts';

/** Who commits what the portal does by itself. */
const portal = { name: 'Mingbai', email: 'portal@localhost' };

/**
 * Commits what the newest commit turns out to need. Somebody may push in between: then it is looked at again, a few times.
 * `false` when nothing is needed.
 */
export async function changeContent(
	repository: Repository,
	{
		changesAt,
		message,
		now,
	}: {
		readonly changesAt: (commit: string) => Promise<Changes>;
		readonly message: string;
		readonly now: Date;
	},
): Promise<boolean> {
	for (let attempt = 0; attempt < 5; attempt += 1) {
		const parent = await repository.head();
		if (!parent) return false;
		const changes = await changesAt(parent);
		if (changes.size === 0) return false;
		const done = await repository.commit({ parent, changes, author: portal, message, at: now });
		if (done !== 'conflict') return true;
	}
	throw new Error('the content branch is held by another program');
}
