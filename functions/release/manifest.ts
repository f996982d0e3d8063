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

/** A numbered state of the whole site: which bytes stand at which path. */
export interface Manifest {
	readonly number: number;
	readonly at: Date;
	readonly commit: string;
	readonly renderer: string;
	readonly until?: Date | undefined;
	readonly pages: ManifestPages;
}
export type ManifestPage = z.output<typeof page>;
export type ManifestPages = ReadonlyMap<string, ManifestPage>;

/** The manifests of a data folder, and which of them is live. */
export interface Manifests {
	currentNumber(): Promise<number | undefined>;
	/** `undefined` where it is not there, or not whole. */
	read(number: number): Promise<Manifest | undefined>;
	write(manifest: Manifest): Promise<void>;
	/** Whether so many pages differ from the base by now that each release writes much. */
	isFarFromBase(): boolean;
	/** Makes a written manifest the base of those to come. */
	rebase(manifest: Manifest): Promise<void>;
	/** Makes a written manifest the live one: one rename. */
	makeCurrent(number: number): Promise<void>;
	numbers(): Promise<readonly number[]>;
	remove(number: number): Promise<void>;
}

interface Base {
	readonly number: number;
	readonly pages: ManifestPages;
}

/** Beyond so many pages that differ from the base it is time for another one. */
const manyDifferences = 500;

export function openManifests(folder: string): Manifests {
	let base: Base | undefined;
	let distance = 0;

	/** Releases of the past stand on the base before this one. */
	let earlier: Base | undefined;

	async function baseOf(number: number): Promise<Base | undefined> {
		const known = [base, earlier].find((each) => each?.number === number);
		if (known) return known;
		const parsed = pages.safeParse(await readJson(baseFile(folder, number)));
		if (parsed.success) earlier = { number, pages: mapOf(parsed.data) };
		return parsed.success ? earlier : undefined;
	}

	async function readWritten(number: number) {
		return written.safeParse(await readJson(fileOf(folder, number))).data;
	}

	async function read(number: number): Promise<Manifest | undefined> {
		const found = await readWritten(number);
		if (!found) return undefined;
		const { on, gone, pages: own, ...rest } = found;
		if (on === undefined) return { ...rest, pages: mapOf(own) };
		const below = await baseOf(on);
		if (!below) return undefined;
		base ??= below;
		const all = new Map([...below.pages, ...mapOf(own)]);
		for (const path of gone) all.delete(path);
		return { ...rest, pages: all };
	}

	async function write(each: Manifest): Promise<void> {
		const { pages: all, ...rest } = each;
		const change = base && differences(base, all);
		distance = change ? change.changed.size + change.gone.length : 0;
		if (base && change && distance <= all.size / 2) {
			const { changed, gone } = change;
			const text = { ...rest, on: base.number, pages: Object.fromEntries(changed), gone };
			await writeDurably(fileOf(folder, each.number), JSON.stringify(text));
			return;
		}
		await rebase(each);
		const onItself = { ...rest, on: each.number, pages: {}, gone: [] };
		await writeDurably(fileOf(folder, each.number), JSON.stringify(onItself));
	}

	async function rebase({ number, pages: all }: Manifest): Promise<void> {
		await writeDurably(baseFile(folder, number), JSON.stringify(Object.fromEntries(all)));
		base = { number, pages: all };
		distance = 0;
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
			const [digits] = /^\d+/.exec(text ?? '') ?? [];
			return digits === undefined ? undefined : Number(digits);
		},
		read,
		write,
		isFarFromBase: () => distance > manyDifferences,
		rebase,
		makeCurrent: (number) => writeDurably(join(folder, 'current'), `${number}\n`),
		numbers,
		async remove(number) {
			await rm(fileOf(folder, number), { force: true });
			await removeUnusedBases();
		},
	};
}

function differences(base: Base, all: ManifestPages) {
	const changed = new Map<string, ManifestPage>();
	for (const [path, page] of all) if (!isSame(page, base.pages.get(path))) changed.set(path, page);
	const gone: string[] = [];
	for (const path of base.pages.keys()) if (!all.has(path)) gone.push(path);
	return { changed, gone };
}

function mapOf(parsed: z.output<typeof pages>): ManifestPages {
	return new Map(Object.entries(parsed));
}

/** A page that was not rendered again still has the record it had. */
function isSame(page: ManifestPage, before: ManifestPage | undefined): boolean {
	return (
		before === page ||
		(before?.hash === page.hash && before.type === page.type && before.record === page.record)
	);
}

function fileOf(folder: string, number: number): string {
	return join(folder, `${number}.json`);
}

function baseFile(folder: string, number: number): string {
	return join(folder, `base-${number}.json`);
}

/** What a file says as JSON; `undefined` where it is not there, or half of it. */
async function readJson(file: string): Promise<unknown> {
	const text = await readIfThere(file);
	if (text === undefined) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function readIfThere(file: string): Promise<string | undefined> {
	return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
}
