import type { PublishedIncident } from './site.ts';
import { toOffsetString } from './time.ts';

/** What is deleted at the end of an incident, and by which rule; domain facts 6.2, 个人信息保护法 Art. 19 and 47. */
export const purgedKinds = [
	'reports',
	'receipts',
	'watches',
	'images',
	'comments',
	'ticks',
	'links',
	'hearers',
	'point-reports',
] as const;
export type PurgedKind = (typeof purgedKinds)[number];

/** How many of each kind there are, or were deleted. */
export type PurgeCounts = Readonly<Record<PurgedKind, number>>;

/** How many things are deleted in all: a report and its own receipt are one. */
export function purgedTotal(counts: PurgeCounts): number {
	return purgedKinds.reduce((sum, kind) => sum + counts[kind], 0) - counts.reports;
}

/** What belongs to an incident among all that is kept. */
export interface PurgeScope {
	readonly incident: string;
	/** Items of the rumor desk that its responses answer. */
	readonly items: readonly string[];
	/** Items that responses of other incidents answer: their reports stay. */
	readonly otherItems: readonly string[];
	readonly notices: readonly string[];
	readonly points: readonly string[];
	/** When reports and links without a mark of their own belong to it; absent while another incident ran at the same time. */
	readonly period?: { readonly from: Date; readonly until: Date } | undefined;
}

/**
 * What belongs to an incident that is over. Reports name no incident: those of its responses are its own, and those that came
 * while it went on and wait for nothing more, unless another incident went on as well. `undefined` for one that is not over.
 */
export function purgeScope(
	incident: PublishedIncident,
	all: readonly PublishedIncident[],
): PurgeScope | undefined {
	const { endedAt, startedAt } = incident;
	if (!endedAt || !incident.over) return undefined;
	const others = all.filter(({ ref }) => ref !== incident.ref);
	const isAlone = others.every(
		(each) => each.startedAt > endedAt || (each.endedAt && each.over && each.endedAt < startedAt),
	);
	return {
		incident: incident.ref,
		items: incident.items,
		otherItems: others.flatMap(({ items }) => items),
		notices: incident.notices,
		points: incident.points,
		...(isAlone && { period: { from: startedAt, until: endedAt } }),
	};
}

/** Says what was deleted, for the archive and for whoever asks: numbers and rules, nobody's data. */
export interface PurgeProtocol {
	readonly scope: PurgeScope;
	readonly title: string;
	readonly counts: PurgeCounts;
	readonly at: Date;
	/** The account that gave the order; the audit log knows whose it is. */
	readonly by: string;
	/** The id of the key that signs it. */
	readonly key: string;
}

/** The text that is signed, as JSON that people can read too. */
export function protocolText({ scope, title, counts, at, by, key }: PurgeProtocol): string {
	const { period } = scope;
	const document = {
		format: 'mingbai-purge-protocol-1',
		incident: scope.incident,
		title,
		purgedAt: toOffsetString(at),
		by,
		period: period
			? { from: toOffsetString(period.from), until: toOffsetString(period.until) }
			: null,
		deleted: purgedKinds.map((kind) => ({ kind, rule: purgeRules[kind], count: counts[kind] })),
		key,
	};
	return `${JSON.stringify(document, null, '\t')}\n`;
}

/** Why each kind was deleted, as the protocol says it. */
const purgeRules: Readonly<Record<PurgedKind, string>> = {
	reports:
		'为本事件答复的群众来报，以及本事件单独进行期间收到、已经办结的来报 / Reports on claims answered for the incident, and those received while it alone went on that wait for nothing more',
	receipts:
		'上述来报的回执（含相同内容的副本） / Receipts of these reports, also of copies of the same text',
	watches:
		'等候上述来报答复的推送地址 / Push addresses of people who wanted to hear of these reports',
	images: '随上述来报提交的截图 / Screenshots that came with these reports',
	comments: '对本事件评估报告的意见 / Comments on the review of the incident',
	ticks: '村干部对本事件公告的登记 / Ticks of village officers for notices of the incident',
	links:
		'本事件单独进行期间发放、现已过期或撤销的村干部和服务点链接 / Links for village officers and keepers of help points made while it alone went on, and expired or revoked since',
	hearers:
		'凭上述链接接收演练消息、别无他用的推送地址 / Push addresses that heard of exercises by the leave of these links and were kept for nothing else',
	'point-reports': '服务点对本事件点位的填报 / Reports of keepers on help points of the incident',
};
