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

const manifest = z.object({
	number: z.int(),
	at: z.iso.datetime().transform((text) => new Date(text)),
	commit: z.string(),
	/** The version of the site's code that rendered it. */
	renderer: z.string(),
	pages: z.record(z.string(), page),
	/** The next instant at which any page or the list of pages would change. */
	until: z.iso
		.datetime()
		.transform((text) => new Date(text))
		.optional(),
});

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

export function openManifests(folder: string): Manifests {
	return {
		async currentNumber() {
			const text = await readIfThere(join(folder, 'current'));
			return text === undefined ? undefined : Number(text.trim());
		},
		async read(number) {
			const text = await readIfThere(fileOf(folder, number));
			if (text === undefined) return undefined;
			const parsed = manifest.safeParse(JSON.parse(text));
			return parsed.success ? parsed.data : undefined;
		},
		write: (each) => writeDurably(fileOf(folder, each.number), JSON.stringify(each)),
		makeCurrent: (number) => writeDurably(join(folder, 'current'), `${number}\n`),
		async numbers() {
			const names = await readdir(folder).catch(() => []);
			return names.flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number);
		},
		remove: (number) => rm(fileOf(folder, number), { force: true }),
	};
}

function fileOf(folder: string, number: number): string {
	return join(folder, `${number}.json`);
}

async function readIfThere(file: string): Promise<string | undefined> {
	return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
}
