import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRenderer } from '../functions/release/renderer.ts';
import { fileName } from '../functions/release/tree.ts';
import type { Content } from '../src/domain/site.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import { noon } from './builders.ts';
import { type BuiltSite, buildSite, filesOf, siteUrl } from './built-site.ts';

const { renderer } = await loadRenderer(process.cwd());
const moment = { now: noon, release: { number: 0, at: noon }, siteUrl, observations: {} };

let site: BuiltSite;
let content: Content;
let paths: readonly string[];

beforeAll(async () => {
	site = await buildSite();
	content = await renderer.read(folderSource('content'));
	paths = renderer.paths(content, moment).paths;
});

afterAll(() => site?.remove());

test('the server and the static build give the same bytes for every path of the site', async () => {
	const differing: string[] = [];
	for (const path of paths) {
		const page = await renderer.render(path, content, moment);
		const file = await readFile(join(site.folder, fileName(path))).catch(() => undefined);
		if (!file) differing.push(`${path} is not in the build`);
		else if (!file.equals(page.body)) differing.push(`${path} ${firstDifference(file, page.body)}`);
	}
	expect(differing).toEqual([]);
});

test('a site without a server asks nobody whether a page was enough', async () => {
	const path = '/notices/2026-12-orange/';
	const text = async (alone: boolean) =>
		Buffer.from((await renderer.render(path, content, { ...moment, alone })).body).toString();
	expect(await text(false)).toContain('/api/page-answers');
	expect(await text(true)).not.toContain('/api/page-answers');
});

test('the server and the static build draw the same share cards', async () => {
	for (const path of renderer.cards(content, moment)) {
		const { body } = await renderer.render(path, content, moment);
		expect(Buffer.compare(await readFile(join(site.folder, path)), body)).toBe(0);
	}
});

test('the server lists every page of the static build', async () => {
	const unlisted = (await site.pages()).filter((page) => !paths.includes(page));
	expect(unlisted).toEqual([]);
});

test('the server has every file of the static build', async () => {
	const { clientFolder } = await loadRenderer(process.cwd());
	const served = [
		...paths.map((path) => `/${fileName(path)}`),
		...renderer.cards(content, moment),
		...(await filesOf(clientFolder)),
	];
	const missing = (await filesOf(site.folder)).filter((file) => !served.includes(file));
	expect(missing.filter((file) => !isOfTheEditor(file))).toEqual([]);
});

test('no path is listed twice', () => {
	expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
});

/** The server makes these for whoever is signed in. */
function isOfTheEditor(file: string): boolean {
	return file === '/admin/index.html' || file === '/admin/config.json';
}

function firstDifference(built: Buffer, rendered: Uint8Array): string {
	const other = Buffer.from(rendered);
	const at = built.findIndex((byte, index) => byte !== other[index]);
	const around = (bytes: Buffer) => bytes.subarray(Math.max(at - 40, 0), at + 60).toString();
	return `was built as …${around(built)}… and rendered as …${around(other)}…`;
}
