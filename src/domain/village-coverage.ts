import type { NoticeCoverage, VillageNotice } from './link-answers.ts';
import { containsArea, type Settings } from './settings.ts';
import { linkState, type SignedLink } from './signed-link.ts';
import {
	hangs,
	isDone,
	standingsOf,
	type VillageStanding,
	type VillageTick,
} from './village-tick.ts';

/** A post and how a notice stands with it. */
interface Village {
	/** Its link: the one that opens, or else the one that ended last. */
	readonly link: SignedLink;
	/** Whether it has a link that opens. */
	readonly open: boolean;
	/** Of all its links: what was done by an earlier one was done in the village. */
	readonly standing: VillageStanding | undefined;
}

/** What villages are asked about. */
export interface CoverageFacts {
	/** Links of villages, also those that have ended. */
	readonly links: readonly SignedLink[];
	readonly ticks: readonly VillageTick[];
	readonly settings: Settings;
	readonly now: Date;
}

/**
 * What villages did with a notice, and which have not: for staff who telephone them one after the other. A post without a
 * link that opens is asked for nothing, but a poster that it put up hangs until somebody of the post says that it does not.
 */
export function coverageOf(notice: VillageNotice, facts: CoverageFacts): NoticeCoverage {
	const all = villagesOf(notice, facts);
	const villages = all.filter(({ open }) => open);
	const count = (what: 'played' | 'posted') =>
		villages.filter(({ standing }) => isDone(standing, what)).length;
	const first = facts.ticks
		.filter((tick) => tick.ref === notice.ref && tick.count > 0 && tick.what !== 'taken-down')
		.map(({ at }) => at.getTime());
	return {
		notice,
		villages: villages.length,
		played: count('played'),
		posted: count('posted'),
		visited: villages.reduce((doors, { standing }) => doors + (standing?.visited?.count ?? 0), 0),
		firstTick: first.length > 0 ? new Date(Math.min(...first)).toISOString() : undefined,
		missing: notice.inForce ? missingByArea(villages, facts.settings) : [],
		hanging: notice.inForce
			? []
			: all
					.filter(({ standing }) => hangs(standing))
					.map(({ link: { post, contact }, open }) => ({ post, contact, ended: !open })),
	};
}

/** The posts that a notice concerns, in the order in which they are read out: by township, then by name. */
export function villagesOf(
	notice: VillageNotice,
	{ links, ticks, settings, now }: CoverageFacts,
): readonly Village[] {
	const order = new Map(settings.areas.map(({ code }, index) => [code, index]));
	const rank = ({ subject }: SignedLink) => order.get(subject) ?? order.size;
	const ticksOf = Map.groupBy(
		ticks.filter(({ ref }) => ref === notice.ref),
		({ link }) => link,
	);
	const concerned = links.filter(({ subject }) =>
		notice.areas.some((area) => containsArea(settings, area, subject)),
	);
	const posts = Map.groupBy(concerned, ({ subject, post }) => `${subject} ${post}`);
	return [...posts.values()]
		.map((own) => villageOf(own, ticksOf, notice.ref, now))
		.toSorted(
			({ link: a }, { link: b }) => rank(a) - rank(b) || a.post.localeCompare(b.post, 'zh-CN'),
		);
}

function villageOf(
	links: readonly SignedLink[],
	ticksOf: ReadonlyMap<string, readonly VillageTick[]>,
	ref: string,
	now: Date,
): Village {
	const byEnd = links.toSorted((a, b) => Number(b.expiresAt) - Number(a.expiresAt));
	const valid = byEnd.find((each) => linkState(each, now) === 'valid');
	const [last] = byEnd;
	const link = valid ?? last;
	if (!link) throw new RangeError('a post has a link');
	const ticks = links.flatMap(({ id }) => ticksOf.get(id) ?? []);
	return { link, open: valid !== undefined, standing: standingsOf(ticks).get(ref) };
}

function missingByArea(
	villages: readonly Village[],
	settings: Settings,
): NoticeCoverage['missing'] {
	const missing = villages.flatMap(({ link, standing }) => {
		const played = isDone(standing, 'played');
		const posted = isDone(standing, 'posted');
		const { post, contact, subject } = link;
		return played && posted ? [] : [{ area: subject, village: { post, contact, played, posted } }];
	});
	return settings.areas
		.map(({ code }) => ({
			area: code,
			villages: missing.filter(({ area }) => area === code).map(({ village }) => village),
		}))
		.filter((group) => group.villages.length > 0);
}
