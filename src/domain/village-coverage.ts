import type { NoticeCoverage, VillageNotice } from './link-answers.ts';
import { containsArea, type Settings } from './settings.ts';
import type { SignedLink } from './signed-link.ts';
import {
	hangs,
	isDone,
	standingsOf,
	type VillageStanding,
	type VillageTick,
} from './village-tick.ts';

/** A post and how a notice stands with it. */
interface Village {
	readonly link: SignedLink;
	readonly standing: VillageStanding | undefined;
}

/** What villages did with a notice, and which have not: for staff who telephone them one after the other. */
export function coverageOf(
	notice: VillageNotice,
	links: readonly SignedLink[],
	ticks: readonly VillageTick[],
	settings: Settings,
): NoticeCoverage {
	const villages = villagesOf(notice, links, ticks, settings);
	const count = (what: 'played' | 'posted') =>
		villages.filter(({ standing }) => isDone(standing, what)).length;
	const first = ticks
		.filter((tick) => tick.ref === notice.ref && tick.count > 0 && tick.what !== 'taken-down')
		.map(({ at }) => at.getTime());
	return {
		notice,
		villages: villages.length,
		played: count('played'),
		posted: count('posted'),
		visited: villages.reduce((doors, { standing }) => doors + (standing?.visited?.count ?? 0), 0),
		firstTick: first.length > 0 ? new Date(Math.min(...first)).toISOString() : undefined,
		missing: notice.inForce ? missingByArea(villages, settings) : [],
		hanging: notice.inForce
			? []
			: villages
					.filter(({ standing }) => hangs(standing))
					.map(({ link: { post, contact } }) => ({ post, contact })),
	};
}

/** The posts that a notice concerns, in the order in which they are read out: by township, then by name. */
export function villagesOf(
	notice: VillageNotice,
	links: readonly SignedLink[],
	ticks: readonly VillageTick[],
	settings: Settings,
): readonly Village[] {
	const order = new Map(settings.areas.map(({ code }, index) => [code, index]));
	const rank = ({ subject }: SignedLink) => order.get(subject) ?? order.size;
	const ticksOf = Map.groupBy(
		ticks.filter(({ ref }) => ref === notice.ref),
		({ link }) => link,
	);
	return links
		.filter(({ subject }) => notice.areas.some((area) => containsArea(settings, area, subject)))
		.toSorted((a, b) => rank(a) - rank(b) || a.post.localeCompare(b.post, 'zh-CN'))
		.map((link) => ({
			link,
			standing: standingsOf(ticksOf.get(link.id) ?? []).get(notice.ref),
		}));
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
