import { languagePrefix, languages } from '../../domain/languages.ts';
import type { NoticeRecord, RecordsFile } from '../../domain/verification/notice-record.ts';

/** What the site says of recent notices, and up to when withdrawals are in it. */
export interface Recent {
	readonly records: readonly NoticeRecord[];
	readonly until: Date;
	/** Whether it came from the site just now, or from this device. */
	readonly isFresh: boolean;
}

const kept = 'verify-1';
const patience = 8_000;
/** So many earlier versions are compared with a pasted text. */
const mostEarlier = 5;

/** The site's files under its base path, and copies of them on this device. */
export function siteKnowledge(base: string) {
	const recentUrl = `${base}verify/recent.json`;

	async function recent(): Promise<Recent | undefined> {
		try {
			// Asked first: the list is then at least as new as the release that is named.
			const alerts = await json<{ release: { at: string } }>(`${base}alerts.json`);
			const response = await ask(recentUrl);
			if (!alerts || !response.ok) throw new Error('the list is not there');
			const file = (await response.json()) as RecordsFile;
			const until = earlier(alerts.release.at, response.headers.get('Date'));
			await keep(recentUrl, JSON.stringify({ ...file, until })).catch(() => undefined);
			return { records: file.notices, until: new Date(until), isFresh: true };
		} catch {
			return keptRecent();
		}
	}

	async function keptRecent(): Promise<Recent | undefined> {
		const found = await fromDevice(recentUrl);
		if (!found) return undefined;
		const file = JSON.parse(found) as RecordsFile & { readonly until: string };
		return { records: file.notices, until: new Date(file.until), isFresh: false };
	}

	/** The notice of a code, whatever its age. Throws without a network. */
	async function byCode(code: string): Promise<NoticeRecord | undefined> {
		const file = await json<RecordsFile>(`${base}verify/${code.slice(0, 2)}.json`);
		return file?.notices.find((each) => each.code === code);
	}

	/** The pages of a notice and its texts to pass on, in each language, as HTML: from the site, or those that this device kept. The page comes first. */
	async function pages(ref: string): Promise<readonly string[]> {
		return formsOf(ref, ['', 'pass-on/']);
	}

	/** The pages of earlier versions of a notice, in each language. */
	async function earlierTexts(
		ref: string,
		versions: readonly number[],
	): Promise<readonly string[]> {
		const asked = [...new Set(versions)].slice(0, mostEarlier);
		return formsOf(
			ref,
			asked.map((version) => `v${version}/`),
		);
	}

	async function formsOf(ref: string, forms: readonly string[]): Promise<readonly string[]> {
		const urls = languages.flatMap(({ tag }) =>
			forms.map((form) => `${base.slice(0, -1)}${languagePrefix(tag)}/notices/${ref}/${form}`),
		);
		const found = await Promise.all(urls.map(pageAt));
		return found.filter((html) => html !== undefined);
	}

	return { recent, byCode, pages, earlier: earlierTexts };
}

/** A copy that stands between this device and the site (RFC 9110 §6.6.1 `Date`) may be older than the release that is named. */
function earlier(released: string, answered: string | null): string {
	const at = Date.parse(answered ?? '');
	return at < Date.parse(released) ? new Date(at).toISOString() : released;
}

async function pageAt(url: string): Promise<string | undefined> {
	try {
		const response = await ask(url);
		return response.ok ? await response.text() : undefined;
	} catch {
		return fromDevice(url);
	}
}

/** `undefined` when there is no such file. Throws when it cannot be asked for. */
async function json<T>(url: string): Promise<T | undefined> {
	const response = await ask(url);
	// Our own files, in the shapes that our own pages write.
	return response.ok ? ((await response.json()) as T) : undefined;
}

async function ask(url: string): Promise<Response> {
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), patience);
	try {
		const response = await fetch(url, { cache: 'no-cache', signal: stop.signal });
		if (!response.ok && response.status !== 404) throw new Error(`status ${response.status}`);
		return response;
	} finally {
		clearTimeout(timer);
	}
}

async function keep(url: string, text: string): Promise<void> {
	const cache = await caches.open(kept);
	await cache.put(url, new Response(text));
}

async function fromDevice(url: string): Promise<string | undefined> {
	try {
		const found = await caches.match(url);
		return await found?.text();
	} catch {
		return undefined;
	}
}
