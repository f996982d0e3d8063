import { createHash } from 'node:crypto';
import { type CollectionName, entryPath, settingsPath } from '../../src/domain/collections.ts';
import { type Entry, writeEntry } from '../../src/domain/entry.ts';
import { languageTags } from '../../src/domain/languages.ts';
import type { Problem } from '../../src/domain/problem.ts';
import type { Content, ContentSource, Moment, Renderer } from '../../src/domain/site.ts';
import { checkDraft, type DraftCheck } from '../cms/check-draft.ts';
import type { Repository } from '../content/repository.ts';
import type { LiveRelease } from '../release/live-release.ts';
import type { Releaser } from '../release/releaser.ts';
import type { Draft } from '../store/drafts.ts';

/** The site as it will be once a draft is published, or why it cannot be. */
export type DraftSite =
	| {
			readonly kind: 'site';
			readonly entry: Entry | undefined;
			readonly content: Content;
			readonly moment: Moment;
	  }
	| { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** Lays a draft over the live release, and the clock forward to the time at which it is to appear. */
export async function draftSite(
	parts: {
		readonly repository: Repository;
		readonly renderer: Renderer;
		readonly releaser: Releaser;
	},
	live: LiveRelease,
	draft: Draft,
): Promise<DraftSite> {
	const check = checkDraft(draft.collection, draft.ref, draft.files, live.content);
	if (check.kind === 'invalid') return { kind: 'invalid', problems: check.problems };
	const source = withDraft(
		parts.repository.source(live.manifest.commit),
		draft,
		textsOf(draft, check),
	);
	const content = await parts.renderer.read(source, live.content);
	const entry = check.kind === 'entry' ? check.entry : undefined;
	const moment = await parts.releaser.moment();
	const publishAt = entry?.data.publishAt;
	const now = publishAt && publishAt > moment.now ? publishAt : moment.now;
	return { kind: 'site', entry, content, moment: { ...moment, now } };
}

/** The files as they will be published, with the number of their version. */
function textsOf(draft: Draft, check: DraftCheck): Map<string, string> {
	if (check.kind !== 'entry') return new Map(draft.files.map((file) => [file.path, file.content]));
	const { collection, ref } = check.entry;
	const texts = writeEntry(check.entry);
	return new Map(
		languageTags.flatMap((language) => {
			const text = texts[language];
			return text === undefined ? [] : [[entryPath(collection, ref, language), text] as const];
		}),
	);
}

/** A draft's files stand in the place of the published ones. */
function withDraft(
	source: ContentSource,
	draft: Draft,
	drafted: ReadonlyMap<string, string>,
): ContentSource {
	const texts = new Map<string, string>();
	const files = [...drafted].map(([path, content]) => {
		const blob = `draft ${createHash('sha256').update(content).digest('hex')}`;
		texts.set(blob, content);
		return { path, blob };
	});
	const isReplaced = (path: string) =>
		files.some((file) => file.path === path) || isOfEntry(path, draft);
	return {
		async list() {
			const published = await source.list();
			return [...published.filter(({ path }) => !isReplaced(path)), ...files];
		},
		read: async (blob) => texts.get(blob) ?? source.read(blob),
		async changesSince(earlier) {
			const published = await source.changesSince?.(earlier);
			if (!published) return undefined;
			const replaced = pathsOf(draft).map((path) => [path, null] as const);
			const laidOver = files.map(({ path, blob }) => [path, blob] as const);
			return new Map([...published, ...replaced, ...laidOver]);
		},
	};
}

/** The files that an entry can have. */
function pathsOf({ collection, ref }: Draft): readonly string[] {
	return collection === 'settings'
		? [settingsPath]
		: languageTags.map((language) => entryPath(collection, ref, language));
}

function isOfEntry(path: string, { collection, ref }: Draft): boolean {
	return collection === 'settings'
		? path === settingsPath
		: path.startsWith(`${collection satisfies CollectionName}/${ref}.`);
}
