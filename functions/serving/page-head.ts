import { type Encoding, isText } from '../release/compression.ts';
import type { ManifestPage } from '../release/manifest.ts';
import { policyFor } from '../routes/guards.ts';
import { preferredEncoding } from './accept-encoding.ts';

/** What is said of a page of the release before its bytes. */
export interface PageHead {
	/** Names these bytes in this form (RFC 9110 §8.8.3). */
	readonly tag: string;
	/** What is said also when a browser has the page already. */
	readonly headers: Readonly<Record<string, string>>;
	/** What is said of the bytes alone. */
	readonly ofBytes: Readonly<Record<string, string>>;
}

/** The form in which a page is sent to a browser; only texts get smaller. */
export function encodingFor(page: ManifestPage, accepted: string): Encoding | undefined {
	return isText(page.type) ? preferredEncoding(accepted) : undefined;
}

/** The head of a page that stands at `path`, given without the base path. */
export function pageHead(
	page: ManifestPage,
	path: string,
	encoding: Encoding | undefined,
	bannerId?: string,
): PageHead {
	const parts = [page.hash.slice(0, 32), bannerId, encoding];
	// Weak, because the same text is compressed better once there is time for it (RFC 9110 §8.8.1).
	const tag = `${encoding ? 'W/' : ''}"${parts.filter(Boolean).join('-')}"`;
	return {
		tag,
		headers: {
			ETag: tag,
			Vary: 'Accept-Encoding',
			'Cache-Control': cacheControl(path),
			'Content-Security-Policy': policyFor(path),
		},
		ofBytes: {
			'Content-Type': page.type,
			// A document is opened by a program that is meant for it, never inside the site.
			...(page.type === 'application/pdf' && { 'Content-Disposition': 'attachment' }),
			...(encoding && { 'Content-Encoding': encoding }),
			...(!isText(page.type) && { 'Accept-Ranges': 'bytes' }),
		},
	};
}

/** Whether the browser has these bytes (RFC 9110 §13.1.2: compared weakly). */
export function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
	if (ifNoneMatch === undefined) return false;
	const strong = tag.replace(/^W\//, '');
	return ifNoneMatch.trim() === '*' || ifNoneMatch.includes(strong);
}

/** Hashed names never change; everything else may change with the next release and may be shown when we are down. */
function cacheControl(path: string): string {
	if (path.startsWith('/_astro/') || path.startsWith('/uploads/'))
		return 'public, max-age=31536000, immutable';
	if (/^\/(?:service|alerts|link)-worker\.js$/.test(path)) return 'no-cache';
	if (path.startsWith('/admin/vendor/')) return 'public, max-age=86400';
	// Not `stale-while-revalidate`: browsers would show the release before this one for as long.
	return 'public, max-age=0, s-maxage=30, stale-if-error=86400';
}
