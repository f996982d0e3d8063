import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './objects.ts';

const page = z.object({
	hash: z.string(),
	type: z.string(),
	status: z.int(),
	/** What the page read; absent for files that read nothing. */
	record: z
		.object({
			reads: z.record(z.string(), z.string()),
			until: z.iso
				.datetime()
				.transform((text) => new Date(text))
				.optional(),
		})
		.optional(),
});

const pages = z.record(z.string(), page);

const about = {
	number: z.int(),
	at: z.iso.datetime().transform((text) => new Date(text)),
	commit: z.string(),
	/** The version of the site's code that rendered it. */
	renderer: z.string(),
	/** The next instant at which any page or the list of pages would change. */
	until: z.iso
		.datetime()
		.transform((text) => new Date(text))
		.optional(),
};

/** A manifest as it is written: how its pages differ from a base, since a release changes few pages of many. */
const written = z.object({
	...about,
	/** The number of the base; absent when `pages` are all there are. */
	on: z.int().optional(),
	pages,
	gone: z.array(z.string()).default([]),
});

const manifest = z.object({ ...about, pages });

/** A numbered state of the whole site: which bytes stand at which path. */
export type Manifest = z.output<typeof manifest>;
export type ManifestPage = Manifest['pages'][string];

/** The manifests of a data folder, and which of them is live. */
export interface Manifests {
	currentNumber(): Promise<number | undefined>;
	read(number: number): Promise<Manifest | undefined>;
	write(manifest: Manifest): Promise<void>;
	/** Makes a written manifest the live one: one rename. */
	makeCurrent(number: number): Promise<void>;
	numbers(): Promise<readonly number[]>;
	remove(number: number): Promise<void>;
}

interface Base {
	readonly number: number;
	readonly pages: Manifest['pages'];
}

/** Beyond so many pages that differ from the base, a new base is written. */
const mostDifferences = 500;

export function openManifests(folder: string): Manifests {
	let base: Base | undefined;

	async function baseOf(number: number): Promise<Base | undefined> {
		if (base?.number === number) return base;
		const text = await readIfThere(baseFile(folder, number));
		const parsed = text === undefined ? undefined : pages.safeParse(JSON.parse(text));
		return parsed?.success ? { number, pages: parsed.data } : undefined;
	}

	async function readWritten(number: number) {
		const text = await readIfThere(fileOf(folder, number));
		return text === undefined ? undefined : written.safeParse(JSON.parse(text)).data;
	}

	async function read(number: number): Promise<Manifest | undefined> {
		const found = await readWritten(number);
		if (!found) return undefined;
		const { on, gone, pages: own, ...rest } = found;
		if (on === undefined) return { ...rest, pages: own };
		const below = await baseOf(on);
		if (!below) return undefined;
		base ??= below;
		const all = { ...below.pages, ...own };
		for (const path of gone) delete all[path];
		return { ...rest, pages: all };
	}

	async function write(each: Manifest): Promise<void> {
		const { pages: all, ...rest } = each;
		const change = base && differences(base, all);
		if (change) {
			await writeDurably(fileOf(folder, each.number), JSON.stringify({ ...rest, ...change }));
			return;
		}
		await writeDurably(baseFile(folder, each.number), JSON.stringify(all));
		const onItself = { ...rest, on: each.number, pages: {}, gone: [] };
		await writeDurably(fileOf(folder, each.number), JSON.stringify(onItself));
		base = { number: each.number, pages: all };
	}

	async function numbersLike(pattern: RegExp): Promise<number[]> {
		const names = await readdir(folder).catch(() => []);
		return names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
	}

	const numbers = () => numbersLike(/^(\d+)\.json$/);

	/** A base stays as long as a manifest stands on it. */
	async function removeUnusedBases(): Promise<void> {
		const used = new Set([base?.number]);
		for (const number of await numbers()) used.add((await readWritten(number))?.on);
		for (const number of await numbersLike(/^base-(\d+)\.json$/))
			if (!used.has(number)) await rm(baseFile(folder, number), { force: true });
	}

	return {
		async currentNumber() {
			const text = await readIfThere(join(folder, 'current'));
			return text === undefined ? undefined : Number(text.trim());
		},
		read,
		write,
		makeCurrent: (number) => writeDurably(join(folder, 'current'), `${number}\n`),
		numbers,
		async remove(number) {
			await rm(fileOf(folder, number), { force: true });
			await removeUnusedBases();
		},
	};
}

/** How pages differ from a base; `undefined` when they differ in too much. */
function differences(base: Base, all: Manifest['pages']) {
	const changed = Object.entries(all).filter(([path, page]) => !isSame(page, base.pages[path]));
	const gone = Object.keys(base.pages).filter((path) => !(path in all));
	if (changed.length + gone.length > mostDifferences) return undefined;
	return { on: base.number, pages: Object.fromEntries(changed), gone };
}

/** A page that was not rendered again still has the record it had. */
function isSame(page: ManifestPage, before: ManifestPage | undefined): boolean {
	return before?.hash === page.hash && before.type === page.type && before.record === page.record;
}

function fileOf(folder: string, number: number): string {
	return join(folder, `${number}.json`);
}

function baseFile(folder: string, number: number): string {
	return join(folder, `base-${number}.json`);
}

async function readIfThere(file: string): Promise<string | undefined> {
	return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
}
