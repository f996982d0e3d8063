import { problem } from '../../src/domain/problem.ts';
import { type CmsAnswer, refused, staleAnswer } from './answer.ts';
import type { CmsCaller, CmsParts } from './parts.ts';
import { type EditablePath, editablePath } from './paths.ts';
import { released } from './workflow.ts';

/** What residents may have acted on or forwarded stays readable: it is withdrawn or lifted, never deleted. */
const neverDeleted = new Set(['notices', 'rumors', 'incidents', 'settings']);

/** Deletes published files of the collections where that is allowed, as one commit. */
export async function removePublished(
	parts: CmsParts,
	{ staff, language }: CmsCaller,
	paths: readonly string[],
): Promise<CmsAnswer> {
	const places = paths.map((path) => editablePath(path));
	if (places.length === 0 || !places.every((place): place is EditablePath => place !== undefined)) {
		return refused(422, problem('not-an-entry-path'), language);
	}
	if (places.some((place) => neverDeleted.has(place.collection)))
		return refused(422, problem('withdraw-instead'), language);
	const now = parts.now();
	const subject = `${places[0]?.collection}/${places[0]?.ref}`;
	const result = await parts.repository.inTurn(async () => {
		const parent = await parts.repository.head();
		const found = await Promise.all(
			paths.map((path) => (parent ? parts.repository.blobAt(parent, path) : undefined)),
		);
		if (found.every((blob) => blob === undefined)) return 'absent' as const;
		return parts.repository.commit({
			parent,
			changes: new Map(paths.map((path) => [path, null])),
			author: { name: staff.name, email: staff.email },
			message: `Delete ${subject}\n\nActor-Id: ${staff.id}`,
			at: now,
		});
	});
	if (result === 'absent') return refused(404, problem('not-found'), language);
	if (result === 'conflict') return staleAnswer({}, language);
	await parts.audit.append({
		at: now,
		actor: staff.id,
		action: 'entry.deleted',
		subject,
		details: { commit: result.commit },
	});
	return released(parts, { staff, language }, {});
}
