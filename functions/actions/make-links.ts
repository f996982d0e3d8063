import { type Problem, problem } from '../../src/domain/problem.ts';
import type { LinkKind, LinkPost } from '../../src/domain/signed-link.ts';
import { linkState } from '../../src/domain/signed-link.ts';
import { hour } from '../../src/domain/time.ts';
import type { AuditLog } from '../store/audit.ts';
import type { SignedLinks } from '../store/signed-links.ts';

export interface LinkStoreParts {
	readonly signedLinks: SignedLinks;
	readonly audit: Pick<AuditLog, 'append'>;
}

export interface LinkWish {
	readonly kind: LinkKind;
	readonly subject: string;
	readonly posts: readonly LinkPost[];
	readonly days: number;
	readonly by: { readonly id: string };
	readonly now: Date;
}

/** A link that was just made. The secret is known now and never again. */
export interface MadeLink {
	readonly kind: LinkKind;
	readonly subject: string;
	readonly post: string;
	readonly secret: string;
	readonly expiresAt: Date;
}

/** Makes a link for each post. Where one of them has a link that still opens, none is made: the sheet that was printed stays good. */
export async function makeLinks(
	{ signedLinks, audit }: LinkStoreParts,
	wish: LinkWish,
): Promise<{ readonly made: readonly MadeLink[] } | { readonly problems: readonly Problem[] }> {
	const { kind, subject, now } = wish;
	const names = wish.posts.map(({ post }) => post);
	const open = (await signedLinks.list()).filter(
		(link) => link.kind === kind && link.subject === subject && linkState(link, now) === 'valid',
	);
	const taken = names.filter(
		(post, index) => open.some((link) => link.post === post) || names.indexOf(post) < index,
	);
	if (taken.length > 0)
		return { problems: taken.map((post) => problem('post-has-link', 'posts', { post })) };
	const expiresAt = new Date(now.getTime() + wish.days * 24 * hour);
	const made: MadeLink[] = [];
	for (const { post, contact } of wish.posts) {
		const link = { kind, subject, post, contact, madeBy: wish.by.id, madeAt: now, expiresAt };
		const { id, secret } = await signedLinks.issue(link);
		await audit.append({
			at: now,
			actor: wish.by.id,
			action: 'link.made',
			subject: id,
			details: { post, about: subject, expires: expiresAt.toISOString() },
		});
		made.push({ kind, subject, post, secret, expiresAt });
	}
	return { made };
}
