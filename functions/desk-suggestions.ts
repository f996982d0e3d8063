import type { SeenSuggestion } from './actions/group-report.ts';
import type { DeskMatcher } from './desk-matcher.ts';
import type { Items } from './store/items.ts';
import type { Relationships } from './store/relationships.ts';
import type { Report } from './store/reports.ts';

/** An item that a report may be about, as a moderator is shown it. */
export interface DeskSuggestion extends SeenSuggestion {
	readonly claim: string;
	/** The known wording that it is most like. */
	readonly wording: string;
}

const shown = 3;
/** Below this, two texts share a common word or two and nothing that a person could group them by. */
const leastAlike = 0.03;
/** Some are rejected, or were merged into one. */
const asked = 12;
/** Names the way of matching in what is remembered of a decision. */
export const matcherModel = 'lexical-2';

interface SuggestionParts {
	readonly matcher: Pick<DeskMatcher, 'suggest'>;
	readonly items: Pick<Items, 'get'>;
	readonly relationships: Pick<Relationships, 'rejectedForReport' | 'rejectedForItem'>;
}

/** The items that a report may be about, best first. For a call for help they are asked for once somebody has looked at it. */
export async function suggestionsForReport(
	parts: SuggestionParts,
	report: Report,
): Promise<readonly DeskSuggestion[]> {
	const rejected = await parts.relationships.rejectedForReport(report.id);
	return suggested(parts, report.content, rejected);
}

/** Other items that may be the same as one. */
export async function suggestionsForItem(
	parts: SuggestionParts,
	item: { readonly id: string; readonly claim: string },
): Promise<readonly DeskSuggestion[]> {
	const rejected = await parts.relationships.rejectedForItem(item.id);
	return suggested(parts, item.claim, new Set([...rejected, item.id]));
}

async function suggested(
	{ matcher, items }: SuggestionParts,
	text: string,
	rejected: ReadonlySet<string>,
): Promise<readonly DeskSuggestion[]> {
	const found: DeskSuggestion[] = [];
	for (const { item, score, wording, differences } of matcher.suggest(text, asked)) {
		if (found.length === shown || score < leastAlike) break;
		const head = await headOf(items, item);
		if (!head || rejected.has(item) || rejected.has(head.id)) continue;
		if (found.some((each) => each.item === head.id)) continue;
		found.push({
			item: head.id,
			claim: head.claim,
			score,
			wording,
			differences,
			model: matcherModel,
		});
	}
	return found;
}

/** The item itself, or the one it was merged into. */
async function headOf(items: Pick<Items, 'get'>, id: string) {
	const item = await items.get(id);
	return item?.mergedInto ? items.get(item.mergedInto) : item;
}
