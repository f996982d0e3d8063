import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { hour } from '../../src/domain/time.ts';
import { zodProblems } from '../../src/domain/zod-problems.ts';
import { writeDurably } from '../release/objects.ts';
import { type Banner, bannerSchema, longestBannerHours } from './banner.schema.ts';

/** What somebody wants put up. */
export interface BannerRequest {
	/** The text in each language, `''` where there is none; the default language is needed. */
	readonly text: { readonly [tag in Language]?: string | undefined };
	readonly hours: number;
	/** The name of who puts it up. */
	readonly by: string;
}

/** A file and not a table: it must work when the store does not. */
const fileIn = (dataDir: string) => join(dataDir, 'banner.json');

/** Puts a banner up, or says what is wrong with it. */
export async function raiseBanner(
	dataDir: string,
	{ text, hours, by }: BannerRequest,
	now: Date,
): Promise<{ readonly banner: Banner } | { readonly problems: readonly Problem[] }> {
	if (!(hours > 0 && hours <= longestBannerHours))
		return { problems: [problem('banner-hours', 'hours', { max: longestBannerHours })] };
	const written = {
		id: randomBytes(6).toString('hex'),
		text: Object.fromEntries(Object.entries(text).filter(([, said]) => said?.trim())),
		by,
		at: now.toISOString(),
		until: new Date(now.getTime() + hours * hour).toISOString(),
	};
	const parsed = bannerSchema.safeParse(written, { reportInput: true });
	if (!parsed.success) return { problems: zodProblems(parsed.error) };
	await writeDurably(fileIn(dataDir), JSON.stringify(written));
	return { banner: parsed.data };
}

export async function liftBanner(dataDir: string): Promise<void> {
	await rm(fileIn(dataDir), { force: true });
}

/** The banner that was put up last and has not been taken down, also when its time is over. */
export async function readBanner(dataDir: string): Promise<Banner | undefined> {
	const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined);
	if (text === undefined) return undefined;
	try {
		return bannerSchema.parse(JSON.parse(text));
	} catch {
		// Half a file or somebody's own: a page without a banner is better than no page.
		return undefined;
	}
}
