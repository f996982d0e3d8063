import type { DraftCollection } from '../cms/paths.ts';
import { publishedEntry, signedHash } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import type { AuditLog } from '../store/audit.ts';
import type { EmergencyPublications } from '../store/emergency-publications.ts';
import type { SignOffs } from '../store/sign-offs.ts';

/** What became of a second signature: the text is not waiting, has changed since, or is already signed by this person. */
export type Countersigned = 'countersigned' | 'not-waiting' | 'changed' | 'same-person';

export interface CountersignParts {
	readonly emergencies: EmergencyPublications;
	readonly signOffs: SignOffs;
	readonly repository: Repository;
	readonly audit: Pick<AuditLog, 'append'>;
}

/** A second person stands behind what went out in an emergency: exactly the text that is published now. */
export async function countersign(
	parts: CountersignParts,
	{
		collection,
		ref,
		hash,
		by,
		now,
	}: {
		readonly collection: DraftCollection;
		readonly ref: string;
		/** The hash of the text that was read. */
		readonly hash: string;
		readonly by: { readonly id: string; readonly name: string };
		readonly now: Date;
	},
): Promise<Countersigned> {
	const text = { collection, ref, hash };
	if (collection === 'settings' || !(await parts.emergencies.has(text))) return 'not-waiting';
	const commit = await parts.repository.head();
	const entry = commit && (await publishedEntry(parts.repository, commit, collection, ref));
	if (!entry || signedHash(entry) !== hash) return 'changed';
	const given = await parts.signOffs.of(collection, ref, hash);
	if (given.some(({ staffId }) => staffId === by.id)) return 'same-person';
	await parts.signOffs.sign(text, { staffId: by.id, name: by.name, at: now });
	await parts.emergencies.end(text);
	const event = { actor: by.id, action: 'entry.countersigned' as const, details: { hash } };
	await parts.audit.append({ at: now, ...event, subject: `${collection}/${ref}` });
	return 'countersigned';
}
