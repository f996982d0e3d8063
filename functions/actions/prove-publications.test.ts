import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { insertBanner } from '../banner/insert-banner.ts';
import type { LiveRelease } from '../release/live-release.ts';
import { publications } from '../store/publications.ts';
import { provePublications } from './prove-publications.ts';

const store = freshSqlite();
const page = '<html lang="zh-CN"><body><main>河水上涨</main></body></html>';
const feed = '<rss>河水上涨</rss>';
const cap = '<alert>河水上涨</alert>';
const after = (milliseconds: number) => new Date(noon.getTime() + milliseconds);

let server: Server;
let siteUrl: string;
/** What the public address answers, by path. */
let answers: Record<string, string>;
let logged: object[];

beforeEach(async () => {
	answers = { '/notices/a/': page, '/feeds/notices.xml': feed, '/cap/a.xml': cap };
	logged = [];
	server = createServer((request, response) => {
		const text = answers[request.url ?? ''];
		response.writeHead(text === undefined ? 404 : 200).end(text);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	await publications(store().db).add({
		commit: 'c1',
		collection: 'notices',
		ref: 'a',
		title: '河水上涨',
		path: '/notices/a/',
		by: '老周',
		askedAt: noon,
		committedAt: after(30),
	});
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

/** A release of the commit, unless the test says otherwise. */
async function prove(
	now: Date,
	released: { commit?: string; at?: Date; failed?: readonly string[] } = {},
) {
	const { commit = 'c1', at: releasedAt = after(60), failed = [] } = released;
	const hashed = (text: string) => ({
		hash: createHash('sha256').update(text).digest('hex'),
		type: 'text/html',
		status: 200,
	});
	const pages = new Map([
		['/notices/a/', hashed(page)],
		['/feeds/notices.xml', hashed(feed)],
		['/cap/a.xml', hashed(cap)],
	]);
	const live = {
		manifest: { number: 7, at: releasedAt, commit, pages },
		failures: failed.map((path) => ({ path, reason: 'thrown' })),
	} as unknown as LiveRelease;
	const log = {
		info: (message: string, about?: object) => logged.push({ message, ...about }),
		error: () => undefined,
	};
	const blobs: Record<string, string> = { c1: 'new', c0: 'old', c2: 'new', c3: 'newer' };
	const repository = { blobAt: async (id: string) => blobs[id] };
	const parts = {
		publications: publications(store().db),
		repository,
		siteUrl,
		log,
		now: () => now,
	};
	await provePublications({ ...parts, releaser: { live: () => live } });
	return (await publications(store().db).latest(1))[0];
}

test('what the public address answers with is live, and the log says how long each step took', async () => {
	expect(await prove(after(120))).toMatchObject({
		releasedAt: after(60),
		releaseNumber: 7,
		liveAt: after(120),
		feedsAt: after(120),
		capAt: after(120),
	});
	expect(logged).toEqual([
		{
			message: 'published',
			subject: 'notices/a',
			commit: 'c1',
			committedAfterMs: 30,
			releasedAfterMs: 60,
			release: 7,
			liveAfterMs: 120,
			feedsAfterMs: 120,
			capAfterMs: 120,
		},
	]);
});

test.each([
	['an older text', () => ({ '/notices/a/': '<html>旧</html>' }), 'another text'],
	['nothing', () => ({ '/notices/a/': undefined }), 'status 404'],
])(
	'while the public address answers with %s it is not live, and staff see why',
	async (_, change, problem) => {
		Object.assign(answers, change());
		expect(await prove(after(120))).toMatchObject({ liveAt: undefined, problem });
		answers['/notices/a/'] = page;
		expect(await prove(after(9000))).toMatchObject({ liveAt: after(9000), problem: undefined });
	},
);

test('a page that could not be made is not live, though an earlier one answers', async () => {
	const failed = ['/notices/a/'];
	expect(await prove(after(120), { failed })).toMatchObject({
		liveAt: undefined,
		problem: 'not rendered',
	});
	expect(await prove(after(9000))).toMatchObject({ liveAt: after(9000), problem: undefined });
});

test('a public address that cannot be reached proves nothing', async () => {
	siteUrl = 'http://127.0.0.1:1';
	expect(await prove(after(120))).toMatchObject({
		liveAt: undefined,
		problem: expect.stringContaining('unreachable'),
	});
});

test('lists and feeds are proved apart from the page', async () => {
	answers['/feeds/notices.xml'] = '<rss></rss>';
	expect(await prove(after(120))).toMatchObject({ liveAt: after(120), feedsAt: undefined });
	answers['/feeds/notices.xml'] = feed;
	expect(await prove(after(4000))).toMatchObject({ liveAt: after(120), feedsAt: after(4000) });
});

test('the CAP message is proved apart from the page and the feeds', async () => {
	answers['/cap/a.xml'] = '<alert/>';
	const before = await prove(after(120));
	expect(before).toMatchObject({ feedsAt: after(120), capAt: undefined, problem: 'another text' });
	expect(logged).toEqual([]);
	answers['/cap/a.xml'] = cap;
	expect(await prove(after(4000))).toMatchObject({ feedsAt: after(120), capAt: after(4000) });
});

test.each([
	['without the text, though it was begun a moment later', { commit: 'c0' }, undefined],
	['of a later commit with the same text', { commit: 'c2' }, 7],
	['of a later edit of the entry', { commit: 'c3', at: after(31_000) }, 7],
])('a release %s', async (_, released, releaseNumber) => {
	expect(await prove(after(32_000), released)).toMatchObject({ releaseNumber });
});

test('a banner above the page is no other text', async () => {
	const banner = { id: 'abcdefabcdef', text: { 'zh-CN': '停电' }, by: 'x', at: noon, until: noon };
	answers['/notices/a/'] = insertBanner(page, banner, 'zh-CN');
	expect(await prove(after(120))).toMatchObject({ liveAt: after(120) });
});

test('after half an hour nobody asks any more', async () => {
	expect(await prove(after(31 * 60_000))).toMatchObject({
		liveAt: undefined,
		releasedAt: undefined,
	});
});
