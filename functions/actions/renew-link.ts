import { hour } from '../../src/domain/time.ts';
import type { LinkStoreParts, MadeLink } from './make-links.ts';

/** Gives a post a new link, with all that was done by the earlier one, which opens nothing any more. */
export async function renewLink(
	{ signedLinks, audit }: LinkStoreParts,
	{
		id,
		days,
		by,
		now,
	}: {
		readonly id: string;
		readonly days: number;
		readonly by: { readonly id: string };
		readonly now: Date;
	},
): Promise<MadeLink | undefined> {
	const link = await signedLinks.get(id);
	const expiresAt = new Date(now.getTime() + days * 24 * hour);
	const secret = link && (await signedLinks.renew(id, expiresAt));
	if (!secret) return undefined;
	const { kind, subject, post } = link;
	const details = { post, about: subject, expires: expiresAt.toISOString() };
	await audit.append({ at: now, actor: by.id, action: 'link.renewed', subject: id, details });
	return { kind, subject, post, secret, expiresAt };
}
