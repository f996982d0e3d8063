import { type Suggestion, withEvidence, worthALook } from '../src/domain/matching/decide.ts';
import { makeAnotherClaim } from '../src/domain/matching/difference.ts';
import { type Telling, tellingDifferences } from '../src/domain/matching/telling.ts';
import type { Settings } from '../src/domain/settings.ts';
import type { SeenSuggestion } from './actions/group-report.ts';
import type { DeskMatcher } from './desk-matcher.ts';
import type { Items } from './store/items.ts';
import type { Evidence, Relationships } from './store/relationships.ts';
import type { Report } from './store/reports.ts';

/** An item that a report may be about, as a moderator is shown it. */
export interface DeskSuggestion extends SeenSuggestion {
	readonly claim: string;
	/** The known wording that it is most like. */
	readonly wording: string;
	/** Whether one press may take it: it is alike enough, and nothing differs that may need another answer. */
	readonly oneKey: boolean;
}

const shown = 3;
/** Below this, two texts share a common word or two and nothing that a person could group them by. */
const leastAlike = 0.03;
/** Some are rejected, or were merged into one. */
const asked = 12;
/** Names the way of matching in what is remembered of a decision. */
export const matcherModel = 'lexical-2';

interface SuggestionParts {
	readonly matcher: Pick<DeskMatcher, 'suggest' | 'differences'>;
	readonly items: Pick<Items, 'get'>;
	readonly relationships: Pick<
		Relationships,
		'rejectedForReport' | 'rejectedForItem' | 'evidenceFor'
	>;
	readonly settings: () => Pick<Settings, 'areas'>;
}

/** The items that a report may be about, best first. For a call for help they are asked for once somebody has looked at it. */
export async function suggestionsForReport(
	parts: SuggestionParts,
	report: Report,
): Promise<readonly DeskSuggestion[]> {
	const rejected = await parts.relationships.rejectedForReport(report.id);
	const evidence = await parts.relationships.evidenceFor(report.id);
	const alike = parts.matcher.suggest(report.content, asked);
	const byItem = Map.groupBy(evidence, ({ item }) => item);
	const all = [...byItem.values()].reduce(
		(found, known) => withEvidence(found, spokenFor(parts, report, known)),
		alike,
	);
	return suggested(parts, all, rejected);
}

/** An item that has the text, page or picture of a report, with what differs from the nearest telling of it. */
function spokenFor(
	{ matcher, settings }: SuggestionParts,
	report: Report,
	known: readonly Evidence[],
): Omit<Suggestion, 'score'> {
	const ours: Telling = { ...report, at: report.receivedAt.getTime() };
	const nameOf = (code: string) =>
		settings().areas.find((area) => area.code === code)?.name['zh-CN'] ?? code;
	const [first] = known
		.map(({ item, content, ...theirs }) => ({
			item,
			wording: content,
			differences: [
				...tellingDifferences(report.content, { ours, theirs, nameOf }),
				...matcher.differences(report.content, content),
			],
		}))
		.sort((a, b) => a.differences.length - b.differences.length);
	return first ?? { item: '', wording: '', differences: [] };
}

/** Other items that may be the same as one. */
export async function suggestionsForItem(
	parts: SuggestionParts,
	item: { readonly id: string; readonly claim: string },
): Promise<readonly DeskSuggestion[]> {
	const rejected = await parts.relationships.rejectedForItem(item.id);
	const alike = parts.matcher.suggest(item.claim, asked);
	return suggested(parts, alike, new Set([...rejected, item.id]));
}

async function suggested(
	{ items }: SuggestionParts,
	alike: readonly Suggestion[],
	rejected: ReadonlySet<string>,
): Promise<readonly DeskSuggestion[]> {
	const found: DeskSuggestion[] = [];
	for (const { item, score, wording, differences } of alike) {
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
			oneKey: score >= worthALook && !makeAnotherClaim(differences),
		});
	}
	return found;
}

/** The item itself, or the one it was merged into. */
async function headOf(items: Pick<Items, 'get'>, id: string) {
	const item = await items.get(id);
	return item?.mergedInto ? items.get(item.mergedInto) : item;
}
