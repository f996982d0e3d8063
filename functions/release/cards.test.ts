import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { languages } from '../../src/domain/languages.ts';
import type { Content, SiteState } from '../../src/domain/site.ts';
import { noon, noticeText, sourceOf } from '../../tests/builders.ts';
import { type Cards, createCards } from './cards.ts';
import type { Manifest } from './manifest.ts';
import { loadRenderer } from './renderer.ts';

const { renderer } = await loadRenderer(process.cwd());
const release = { number: 1, at: noon };
const moment = { now: noon, release, siteUrl: 'http://localhost:4321', observations: {} };
const manifest: Manifest = { ...release, commit: 'c', renderer: 'r', pages: new Map() };

let folder: string;
let live: SiteState | undefined;
let isSending: boolean;
let cards: Cards;
const errors: string[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-cards-'));
	isSending = false;
	cards = createCards({
		folder,
		renderer,
		state: async () => live,
		isSending: async () => isSending,
		log: { info: () => undefined, error: (message) => errors.push(message) },
		pace: { quiet: 0, longestWait: 60_000 },
	});
});

afterEach(async () => {
	await cards.stop();
	await rm(folder, { recursive: true });
	expect(errors).toEqual([]);
});

async function publish(title: string): Promise<readonly string[]> {
	const content: Content = await renderer.read(
		sourceOf({ 'notices/water.zh-CN.md': noticeText({ title }) }),
	);
	live = { content, moment };
	cards.follow(manifest);
	return renderer.cards(content, moment);
}

const drawn = (path: string) =>
	vi.waitFor(async () => expect((await cards.read(path))?.length).toBeGreaterThan(1000), {
		timeout: 10_000,
	});

test('cards follow a release, and those that no page names any more go', async () => {
	const [first = ''] = await publish('停水通知');
	await drawn(first);
	const all = await publish('恢复供水');
	const [second = ''] = all;
	for (const path of all) await drawn(path);
	await vi.waitFor(async () => expect(await readdir(folder)).toHaveLength(languages.length));
	expect(await cards.read(first)).toBeUndefined();
	expect(await cards.read(second)).toBeDefined();
});

test('no card is drawn while an alert is on its way', async () => {
	isSending = true;
	const [path = ''] = await publish('停水通知');
	await new Promise((done) => setImmediate(done));
	expect(await cards.read(path)).toBeUndefined();
	isSending = false;
	await drawn(path);
});

test.each(['/cards/../portal.sqlite', '/cards/', '/cards/x.zh-CN.0123456789ab.svg'])(
	'%s is no card',
	async (path) => {
		expect(await cards.read(path)).toBeUndefined();
	},
);
