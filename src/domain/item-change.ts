import { type ItemState, isClosed, type Referral } from './report.ts';

/** What a moderator asks to be changed of an item. */
export interface WantedChange {
	readonly claim?: string;
	readonly harm?: number;
	readonly spread?: number;
	readonly state?: ItemState;
	readonly nextUpdateAt?: Date;
	readonly referredTo?: Referral;
	/** Who was asked, with the state `awaiting-source`. */
	readonly waitsFor?: string;
}

/** What a change depends on. */
export interface ChangingItem {
	readonly state: ItemState;
	readonly waitsSince?: Date | undefined;
	readonly pausedMs: number;
	readonly firstAnsweredAt?: Date | undefined;
}

/** What else a change of an item brings with it: the first answer, the clocks that stand still or go on, the end. */
export function changeBrings(
	item: ChangingItem,
	{ state, waitsFor }: WantedChange,
	now: Date,
	/** The standing of its published answer, which is not to close it again by itself. */
	answeredAs?: string,
): {
	readonly firstAnsweredAt?: Date;
	readonly waitsFor?: string | undefined;
	readonly waitsSince?: Date | undefined;
	readonly pausedMs?: number;
	readonly closedAt?: Date | undefined;
	readonly reopenedAt?: Date | undefined;
	readonly reopenedOver?: string | undefined;
	readonly clocksSince?: Date;
} {
	if (state === undefined) return {};
	const isWaiting = state === 'awaiting-source';
	const waited = item.waitsSince && !isWaiting ? now.getTime() - item.waitsSince.getTime() : 0;
	const closes = isClosed(state);
	return {
		...(state !== 'unstarted' && !item.firstAnsweredAt ? { firstAnsweredAt: now } : {}),
		...(waited > 0 ? { pausedMs: item.pausedMs + waited } : {}),
		...(isClosed(item.state) && !closes ? { clocksSince: now, pausedMs: 0 } : {}),
		waitsFor: isWaiting ? waitsFor : undefined,
		waitsSince: isWaiting ? (item.waitsSince ?? now) : undefined,
		closedAt: closes ? now : undefined,
		reopenedAt: undefined,
		reopenedOver: closes ? undefined : answeredAs,
	};
}

/** Fields of an item that moderators write, as one compares them. */
export interface ComparedFields {
	readonly claim: string;
	readonly state: string;
	readonly harm: number;
	readonly spread: number;
	readonly nextUpdateAt?: string | undefined;
	readonly referredTo?: string | undefined;
	readonly waitsFor?: string | undefined;
	readonly assignee?: string | undefined;
}

const compared = [
	'claim',
	'state',
	'harm',
	'spread',
	'nextUpdateAt',
	'referredTo',
	'waitsFor',
	'assignee',
] as const satisfies readonly (keyof ComparedFields)[];

/** One field on which two moderators who changed an item at once differ. */
export interface ItemDifference {
	readonly field: (typeof compared)[number];
	/** As the moderator saw it before; absent where it was empty. */
	readonly was?: string;
	/** As somebody else has made it meanwhile. */
	readonly theirs?: string;
	/** As the moderator wanted it; absent where it was left alone. */
	readonly yours?: string;
}

/** What somebody else changed meanwhile, and what was wanted: field by field, where it is not the same anyway. */
export function itemDifferences(
	seen: Partial<ComparedFields>,
	now: ComparedFields,
	wanted: Partial<ComparedFields>,
): ItemDifference[] {
	return compared.flatMap((field) => {
		const was = text(field in seen ? seen[field] : now[field]);
		const theirs = text(now[field]);
		const yours = field in wanted ? text(wanted[field]) : undefined;
		if (was === theirs && (yours === undefined || yours === theirs)) return [];
		return [
			{
				field,
				...(was === undefined ? {} : { was }),
				...(theirs === undefined ? {} : { theirs }),
				...(yours === undefined ? {} : { yours }),
			},
		];
	});
}

function text(value: string | number | undefined): string | undefined {
	return value === undefined ? undefined : String(value);
}
