import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { loadRenderer } from '../functions/release/renderer.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { noon } from './builders.ts';

const { renderer } = await loadRenderer(process.cwd());
const siteUrl = 'http://localhost:4321';
const moment = { now: noon, release: { number: 1, at: noon }, siteUrl, observations: {} };
const content = await renderer.read(folderSource('content'));
const { paths } = renderer.paths(content, moment);
const messages = paths.filter(
	(path) => /^\/cap\/[^/]+\.xml$/.test(path) && path !== '/cap/index.xml',
);

let schema: string;

beforeAll(async () => {
	schema = await readFile('tests/cap-1.2.xsd', 'utf8');
});

async function textAt(path: string): Promise<string> {
	const page = await renderer.render(path, content, moment);
	expect(page.status).toBe(200);
	return new TextDecoder().decode(page.body);
}

test('every notice that is published has a CAP message', () => {
	const notices = paths.filter((path) => /^\/notices\/[^/]+\/$/.test(path));
	expect(messages.map((path) => path.replace(/^\/cap\/(.*)\.xml$/, '/notices/$1/')).sort()).toEqual(
		notices.sort(),
	);
	expect(messages.length).toBeGreaterThan(5);
});

test.each(messages)(
	'%s keeps the schema, and is an exercise in a county that does not exist',
	async (path) => {
		const contents = await textAt(path);
		const { errors } = await validateXML({ xml: [{ fileName: path, contents }], schema: [schema] });
		expect(errors.map(({ message }) => message)).toEqual([]);
		expect(contents).toContain('<status>Exercise</status>');
	},
);

test('an update refers to what it updates, and identities differ', async () => {
	const all = await Promise.all(messages.map(textAt));
	const updates = all.filter((text) => text.includes('<msgType>Update</msgType>'));
	expect(updates.length).toBeGreaterThan(0);
	for (const text of updates) expect(text).toContain('<references>');
	const identifiers = all.map((text) => /<identifier>([^<]*)</.exec(text)?.[1]);
	expect(new Set(identifiers).size).toBe(all.length);
});

test('the index leads to the messages', async () => {
	const index = await textAt('/cap/index.xml');
	const links = [...index.matchAll(/href="([^"]*\/cap\/[^"]*)" type="application\/cap\+xml"/g)];
	expect(links.map(([, href]) => href?.replace(siteUrl, '')).sort()).toEqual([...messages].sort());
});
