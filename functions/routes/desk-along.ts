import { z } from 'zod';
import { type DeskParts, someId } from './desk-parts.ts';

/** Reports of the same line of a desk, which go where the one goes that is named. */
export const along = z.array(someId).max(5000).default([]);

/** Those of them that can go: they wait, nobody else works on them, and no call for help is among them. */
export async function freeAlong(
	parts: Pick<DeskParts, 'bulkReports' | 'deskLocks' | 'now'>,
	ids: readonly string[],
	me: string,
): Promise<readonly string[]> {
	if (ids.length === 0) return [];
	const [waiting, locks] = await Promise.all([
		parts.bulkReports.waiting(ids),
		parts.deskLocks.all(parts.now()),
	]);
	const others = new Set(locks.filter(({ by }) => by.id !== me).map(({ subject }) => subject));
	return waiting
		.filter(({ id, crisis }) => !crisis && !others.has(`report/${id}`))
		.map(({ id }) => id);
}
