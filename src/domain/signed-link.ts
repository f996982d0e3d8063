import { type Problem, problem } from './problem.ts';

/** Whom a link is for: a village officer who ticks what was done with notices, or who keeps a help point. */
export const linkKinds = ['village', 'help-point'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** A link that stands for a post, and never for a person: whoever holds it may do this one thing. */
export interface SignedLink {
	readonly id: string;
	readonly kind: LinkKind;
	/** The code of an area for a village, the ref of an entry for a help point. */
	readonly subject: string;
	/** The name of the post, such as 「溪口村 联络员」. */
	readonly post: string;
	/** The office line of the post. */
	readonly contact?: string | undefined;
	readonly madeBy: string;
	readonly madeAt: Date;
	readonly expiresAt: Date;
	readonly revokedAt?: Date | undefined;
}

export type LinkState = 'valid' | 'expired' | 'revoked';

/** What a link is good for at an instant. */
export function linkState(
	{ expiresAt, revokedAt }: Pick<SignedLink, 'expiresAt' | 'revokedAt'>,
	now: Date,
): LinkState {
	if (revokedAt) return 'revoked';
	return expiresAt <= now ? 'expired' : 'valid';
}

/** How many days a link may be good for. */
export const linkDays = [30, 90, 180, 365] as const;

/** A post that a link is to be made for. */
export interface LinkPost {
	readonly post: string;
	readonly contact?: string | undefined;
}

/** So many links are made at once, at most: a township has no more villages. */
export const mostPosts = 60;
const longestPost = 40;

/**
 * The posts of a list, one a line, with the office line behind a comma: 「溪口村 联络员，0000-5550133」. A person's mobile
 * number is refused: the link is for a post, and the list is read out loud.
 */
export function readPosts(
	text: string,
): { readonly posts: readonly LinkPost[] } | { readonly problems: readonly Problem[] } {
	const lines = text
		.split(/\r?\n/)
		.map((line) => line.replaceAll(/\p{Cc}|\u3000/gu, ' ').trim())
		.filter((line) => line !== '');
	if (lines.length === 0) return { problems: [problem('required', 'posts')] };
	if (lines.length > mostPosts)
		return { problems: [problem('too-many-posts', 'posts', { most: mostPosts })] };
	const problems = lines.flatMap(postProblem);
	return problems.length > 0 ? { problems } : { posts: lines.map(postOf) };
}

function postOf(line: string): LinkPost {
	const [post = '', contact] = line.split(/[,，]/).map((part) => part.trim());
	return contact ? { post, contact } : { post };
}

function postProblem(line: string): readonly Problem[] {
	const { post, contact } = postOf(line);
	const about = { line: line.slice(0, longestPost) };
	if (/(?<!\d)1[3-9](?:[ -]?\d){9}(?!\d)/.test(line))
		return [problem('persons-phone', 'posts', about)];
	if (post === '' || post.length > longestPost)
		return [problem('bad-post', 'posts', { ...about, most: longestPost })];
	if (contact !== undefined && !/^\+?[0-9][0-9-]{1,22}$/.test(contact))
		return [problem('bad-contact', 'posts', about)];
	return [];
}
