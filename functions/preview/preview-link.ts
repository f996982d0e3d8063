import { createHmac, timingSafeEqual } from 'node:crypto';
import { type DraftCollection, draftKey } from '../cms/paths.ts';

/** The draft that a preview link opens, and until when. */
export interface PreviewTarget {
	readonly collection: DraftCollection;
	readonly ref: string;
	readonly expires: Date;
}

/** Links that show one draft to whoever holds them: nobody can guess one, and each ends by itself. */
export interface PreviewLinks {
	/** The token of a draft's link; the same within an hour. */
	token(collection: DraftCollection, ref: string, now: Date): string;
	/** What a token opens; `undefined` when it is not one of ours, or has expired. */
	read(token: string, now: Date): PreviewTarget | undefined;
}

const hourMs = 3_600_000;
const validHours = 24;

/** Links are sealed rather than stored: a copy of the database opens no draft, and nothing has to be cleaned up. */
export function createPreviewLinks(secret: string): PreviewLinks {
	const key = createHmac('sha256', secret).update('preview').digest();
	const seal = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
	return {
		token(collection, ref, now) {
			const expires = Math.ceil(now.getTime() / hourMs) * hourMs + validHours * hourMs;
			const text = `${collection}.${ref}.${(expires / 1000).toString(36)}`;
			return `${text}.${seal(text)}`;
		},
		read(token, now) {
			const [collection = '', ref = '', until = '', given = ''] = token.split('.');
			if (!isSame(given, seal(`${collection}.${ref}.${until}`))) return undefined;
			const expires = new Date(Number.parseInt(until, 36) * 1000);
			const key = draftKey(collection, ref);
			return key && expires > now ? { ...key, expires } : undefined;
		},
	};
}

function isSame(given: string, expected: string): boolean {
	const [a, b] = [Buffer.from(given), Buffer.from(expected)];
	return a.length === b.length && timingSafeEqual(a, b);
}
