import type { LinkStoreParts } from './make-links.ts';

/** Makes a link open nothing any more. `false` when it did not before. */
export async function revokeLink(
	{ signedLinks, audit }: LinkStoreParts,
	{
		id,
		by,
		now,
	}: { readonly id: string; readonly by: { readonly id: string }; readonly now: Date },
): Promise<boolean> {
	const link = await signedLinks.get(id);
	if (!link || !(await signedLinks.revoke(id, now))) return false;
	const details = { post: link.post, about: link.subject };
	await audit.append({ at: now, actor: by.id, action: 'link.revoked', subject: id, details });
	return true;
}
