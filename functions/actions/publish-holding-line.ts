import { entryPath } from '../../src/domain/collections.ts';
import { writeEntry } from '../../src/domain/entry.ts';
import { changeBrings } from '../../src/domain/item-change.ts';
import { languageTags } from '../../src/domain/languages.ts';
import {
	type HoldingLine,
	holdingResponse,
	holdingTranslations,
} from '../../src/domain/templates/holding-line.ts';
import { can } from '../auth/roles.ts';
import type { CmsAnswer } from '../cms/answer.ts';
import type { CmsCaller, CmsParts } from '../cms/parts.ts';
import { changeStatus, publish } from '../cms/workflow.ts';
import type { Item } from '../store/items.ts';
import { type DeskActParts, record } from './desk-parts.ts';
import { responseRefs } from './response-refs.ts';
import { type SavedDraft, saveDraft } from './save-draft.ts';

export type HoldingPublished =
	/** Live, or waiting for the publishers; those who asked are told that it is being checked either way. */
	| { readonly kind: 'published' | 'handed-over'; readonly ref: string }
	| { readonly kind: 'no-such-item' | 'item-merged' | 'conflict' }
	/** There is a response already: it is changed in the CMS. */
	| { readonly kind: 'has-response' }
	| { readonly kind: 'refused'; readonly by: SavedDraft | CmsAnswer };

/**
 * "Heard, checking, do this meanwhile, next update at", as a response like any other: written, signed off, published.
 * Who may publish does all three at once; who may not hands it to the publishers.
 */
export async function publishHoldingLine(
	parts: Pick<DeskActParts, 'work' | 'items' | 'audit' | 'acting'> & {
		readonly cms: CmsParts;
		/** Whether it is said for real. */
		readonly status: 'actual' | 'exercise';
	},
	caller: CmsCaller,
	{ id, version }: { readonly id: string; readonly version: number },
	line: HoldingLine,
): Promise<HoldingPublished> {
	const item = await parts.items.get(id);
	if (!item) return { kind: 'no-such-item' };
	if (item.mergedInto) return { kind: 'item-merged' };
	if (item.draftRef) return { kind: 'has-response' };
	if (item.version !== version) return { kind: 'conflict' };
	const saved = await save(parts, caller, item, line);
	if (saved.kind !== 'saved') return { kind: 'refused', by: saved };
	const { ref } = saved.draft;
	// Askers hear that it is being checked, whoever signs when.
	const change = { state: 'checking', nextUpdateAt: line.nextUpdateAt } as const;
	const brings = changeBrings(item, change, parts.acting.at);
	const changed = await parts.work.change(
		parts.acting,
		id,
		version,
		{ ...change, ...brings, draftRef: ref },
		'holding',
	);
	if (changed === 'conflict') {
		await parts.cms.drafts.delete('rumors', ref);
		return { kind: 'conflict' };
	}
	await record(parts, 'response.holding', id, { ref });
	if (!can(caller.staff.roles, 'publish')) return { kind: 'handed-over', ref };
	const refused = await signAndPublish(parts.cms, caller, ref, saved.draft.version);
	return refused ? { kind: 'refused', by: refused } : { kind: 'published', ref };
}

interface Saving {
	readonly cms: CmsParts;
	readonly status: 'actual' | 'exercise';
}

/** Saves it under the name of this second, or of the next that nobody else has taken: several are published at once. */
async function save(
	parts: Saving,
	caller: CmsCaller,
	item: Item,
	line: HoldingLine,
): Promise<SavedDraft> {
	for (const ref of responseRefs(parts.cms.now())) {
		const saved = await saveAs(`${ref}-checking`, parts, caller, { item, line });
		if (saved.kind !== 'taken') return saved;
	}
	return { kind: 'taken' };
}

function saveAs(
	ref: string,
	{ cms, status }: Saving,
	{ staff }: CmsCaller,
	{ item, line }: { readonly item: Item; readonly line: HoldingLine },
): Promise<SavedDraft> {
	const data = holdingResponse(line, item, status);
	const translations = holdingTranslations(line);
	const texts = writeEntry({ collection: 'rumors', ref, data, translations });
	const files = languageTags.flatMap((language) => {
		const content = texts[language];
		return content === undefined ? [] : [{ path: entryPath('rumors', ref, language), content }];
	});
	return saveDraft(cms, {
		collection: 'rumors',
		ref,
		files,
		status: 'pending_review',
		expected: { version: null, blobs: {} },
		by: staff,
		content: cms.content(),
		now: cms.now(),
	});
}

async function signAndPublish(
	cms: CmsParts,
	caller: CmsCaller,
	slug: string,
	version: number,
): Promise<CmsAnswer | undefined> {
	const seen = { collection: 'rumors', slug, expected: { version } };
	const signed = await changeStatus(cms, caller, { ...seen, newStatus: 'pending_publish' });
	if (signed.status !== 200) return signed;
	const answer = await publish(cms, caller, seen);
	return answer.status === 200 ? undefined : answer;
}
