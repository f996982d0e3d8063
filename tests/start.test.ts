import { afterAll, beforeAll, expect, test } from 'vitest';
import { languagePrefix, languageTags } from '../src/domain/languages.ts';
import { freePort, type PortalProcess, runPortal, startPortal } from './portal-process.ts';

let portal: PortalProcess;

beforeAll(async () => {
	portal = await startPortal({ command: ['npm', 'start'] });
});

afterAll(() => portal?.remove());

const prefixes = languageTags.map(languagePrefix);

test.each(
	prefixes.flatMap((prefix) =>
		['/', '/notices/', '/rumors/', '/support/', '/report/', '/search/'].map(
			(page) => prefix + page,
		),
	),
)('after npm start %s is a page', async (path) => {
	const { status, type, text } = await get(path);
	expect({ status, type }).toEqual({ status: 200, type: 'text/html' });
	expect(text).toContain('<h1');
});

test.each(prefixes)('a notice that the list of "%s/" names can be opened', async (prefix) => {
	const list = await get(`${prefix}/notices/`);
	const [, notice = ''] = /href="([^"]*\/notices\/(?!archive)[a-z0-9-]+\/)"/.exec(list.text) ?? [];
	expect(await get(notice)).toMatchObject({ status: 200, type: 'text/html' });
});

test.each([
	['/feeds/notices.xml', /xml$/],
	['/en/feeds/notices.xml', /xml$/],
	['/feeds/rumors.xml', /xml$/],
	['/en/feeds/rumors.xml', /xml$/],
	['/sitemap.xml', /xml$/],
	['/robots.txt', /^text\/plain/],
	['/sitemaps/pages.xml', /xml$/],
	['/cap/index.xml', /^application\/atom\+xml$/],
	['/alerts.json', /^application\/json$/],
	['/manifest.webmanifest', /^application\/manifest\+json$/],
])('%s is served as what it is', async (path, type) => {
	const answer = await get(path);
	expect(answer.status).toBe(200);
	expect(answer.type).toMatch(type);
});

test('the portal says that it is healthy', async () => {
	const { status, text } = await get('/api/health');
	expect(status).toBe(200);
	expect(JSON.parse(text)).toMatchObject({ status: 'ok', store: 'ok', setAside: 0 });
});

test('the first start prints a link that makes the first administrator', async () => {
	const link = await portal.firstAdministratorLink();
	expect(link.startsWith(`${portal.url}/staff/welcome/`)).toBe(true);
	expect((await fetch(link)).status).toBe(200);
});

test('a page that does not exist is a page that says so', async () => {
	expect(await get('/no-such-page/')).toMatchObject({ status: 404, type: 'text/html' });
});

test('a second start on the same data folder is refused and says what to do', async () => {
	const port = await freePort();
	const second = runPortal({ env: { DATA_DIR: portal.dataDir, PORT: String(port) } });
	expect(await second.ended).toBe(1);
	expect(second.output()).toMatch(/data folder .* is in use.*DATA_DIR/s);
	expect(second.output()).toContain(portal.dataDir);
	expect((await get('/api/health')).status).toBe(200);
});

async function get(path: string) {
	const response = await fetch(new URL(path, portal.url), { redirect: 'manual' });
	const [type] = (response.headers.get('content-type') ?? '').split(';');
	return { status: response.status, type, text: await response.text() };
}
