import { stringify } from 'yaml';
import { aliasWarnings } from '../../src/domain/alias-warnings.ts';
import { entryPath } from '../../src/domain/collections.ts';
import { writeEntry } from '../../src/domain/entry.ts';
import { withMore } from '../../src/domain/front-matter-lists.ts';
import { defaultLanguage, languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import type { RumorResponse } from '../../src/domain/rumor-response.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { answerDraft } from '../../src/domain/templates/holding-line.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { publishedEntry } from '../content/published-entry.ts';
import type { Repository } from '../content/repository.ts';
import type { AuditLog } from '../store/audit.ts';
import type { Draft, DraftFile, Drafts } from '../store/drafts.ts';
import type { ItemEvidence } from '../store/item-evidence.ts';
import type { Item, Items } from '../store/items.ts';
import { responseRefs } from './response-refs.ts';

export type ResponseDrafted =
	| { readonly kind: 'drafted'; readonly ref: string }
	/** Whoever asked about a merged item hears what is said about the one that is left. */
	| { readonly kind: 'no-such-item' | 'item-merged' | 'conflict' }
	/** The draft is with the publishers: it is taken back there first. */
	| { readonly kind: 'in-review' }
	| { readonly kind: 'invalid'; readonly problem: Problem };

export interface DraftingParts {
	readonly items: Items;
	readonly drafts: Drafts;
	readonly evidence: Pick<ItemEvidence, 'ofItem'>;
	readonly repository: Repository;
	readonly audit: Pick<AuditLog, 'append'>;
	readonly settings: Settings;
	/** Whether it is written for real. */
	readonly status: 'actual' | 'exercise';
	readonly now: Date;
	readonly by: { readonly id: string; readonly name: string; readonly email: string };
}

type Found = Pick<RumorResponse, 'evidence' | 'aliases'>;

/**
 * Opens a response to an item in the CMS, with the claim, the evidence and the chosen wordings filled in.
 * What residents wrote goes into it only as a moderator has chosen and rewritten it.
 */
export async function draftResponse(
	parts: DraftingParts,
	id: string,
	aliases: readonly string[] = [],
): Promise<ResponseDrafted> {
	const item = await parts.items.get(id);
	if (!item) return { kind: 'no-such-item' };
	if (item.mergedInto) return { kind: 'item-merged' };
	const personal = aliases.find((each) => aliasWarnings(each).includes('personal-data'));
	if (personal !== undefined)
		return {
			kind: 'invalid',
			problem: problem('alias-personal-data', 'aliases', { text: personal }),
		};
	const evidence = await parts.evidence.ofItem(id);
	const found: Found = {
		aliases: [...new Set(aliases)],
		evidence: evidence.map(({ what, who, date, url }) => ({
			what,
			who,
			date,
			...(url ? { url } : {}),
		})),
	};
	const written = item.draftRef ? await parts.drafts.get('rumors', item.draftRef) : undefined;
	if (written) return addTo(parts, written, found);
	const files = (await published(parts, item, found)) ?? (await fresh(parts, item, found));
	return begin(parts, item, files);
}

/** More wordings and evidence for a response that is being written. */
async function addTo(
	{ drafts, now }: DraftingParts,
	draft: Draft,
	found: Found,
): Promise<ResponseDrafted> {
	const drafted = { kind: 'drafted', ref: draft.ref } as const;
	const path = entryPath('rumors', draft.ref, defaultLanguage);
	const file = draft.files.find((each) => each.path === path);
	const content = file && withMore(file.content, { ...found });
	if (!file || content === undefined || content === file.content) return drafted;
	if (draft.status !== 'draft') return found.aliases.length > 0 ? { kind: 'in-review' } : drafted;
	const files = draft.files.map((each) => (each === file ? { ...file, content } : each));
	const saved = await drafts.save({ ...draft, files, updatedAt: now }, draft.version);
	return saved === 'conflict' ? { kind: 'conflict' } : drafted;
}

interface BegunDraft {
	readonly ref: string;
	readonly files: readonly DraftFile[];
}

/** The answer to what was published as being checked: the same entry, so that its page and its askers stay. */
async function published(
	{ repository, now }: DraftingParts,
	{ draftRef: ref }: Item,
	found: Found,
): Promise<BegunDraft | undefined> {
	const commit = await repository.head();
	const entry = ref && commit && (await publishedEntry(repository, commit, 'rumors', ref));
	if (!entry || !isChecking(entry.data)) return undefined;
	const texts = writeEntry({ ...entry, data: answerDraft(entry.data, found, now) });
	const files = languageTags.flatMap((language) => {
		const content = texts[language];
		return content === undefined ? [] : [{ path: entryPath('rumors', ref, language), content }];
	});
	const based = files.map(async (file) => ({
		...file,
		encoding: 'utf8' as const,
		base: (await repository.blobAt(commit, file.path)) ?? null,
	}));
	return { ref, files: await Promise.all(based) };
}

function isChecking(data: object): data is RumorResponse {
	return 'state' in data && data.state === 'checking';
}

async function fresh(
	{ drafts, settings, status, now }: DraftingParts,
	item: Item,
	found: Found,
): Promise<BegunDraft> {
	const ref = await freeRef(drafts, now);
	const fields = {
		claim: item.claim,
		state: 'answered',
		status,
		areas: settings.areas.slice(0, 1).map((area) => area.code),
		heardAt: toOffsetString(item.firstSeenAt),
		item: item.id,
		version: 1,
		...(found.evidence.length > 0 ? { evidence: found.evidence } : {}),
		...(found.aliases.length > 0 ? { aliases: found.aliases } : {}),
	};
	const content = `---\n${stringify(fields, { lineWidth: 0 })}---\n`;
	const path = entryPath('rumors', ref, defaultLanguage);
	return { ref, files: [{ path, content, encoding: 'utf8', base: null }] };
}

/** Several are begun in one second when many answer at once. */
async function freeRef(drafts: Pick<Drafts, 'get'>, now: Date): Promise<string> {
	const refs = responseRefs(now);
	for (const ref of refs) if (!(await drafts.get('rumors', ref))) return ref;
	throw new Error(`responses are begun faster than ${refs.length} a minute`);
}

async function begin(
	{ drafts, items, audit, by, now }: DraftingParts,
	item: Item,
	{ ref, files }: BegunDraft,
): Promise<ResponseDrafted> {
	const draft = {
		collection: 'rumors' as const,
		ref,
		status: 'draft' as const,
		files,
		author: by,
		updatedAt: now,
	};
	const saved = await drafts.save(draft, 0);
	if (saved === 'conflict') return { kind: 'conflict' };
	const changed = await items.change(item.id, item.version, { draftRef: ref });
	if (changed === 'conflict') {
		// Nobody would find a draft that no item names, and the next press would write another.
		await drafts.delete('rumors', ref, saved.version);
		return { kind: 'conflict' };
	}
	await audit.append({
		at: now,
		actor: by.id,
		action: 'response.drafted',
		subject: item.id,
		details: { ref },
	});
	return { kind: 'drafted', ref };
}
