import { type Context, Hono } from 'hono';
import { csvLine, csvStart } from '../../src/domain/csv.ts';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import type { CoverageData, VillageNotice } from '../../src/domain/link-answers.ts';
import { areaName, containsArea } from '../../src/domain/settings.ts';
import type { Content, Moment, Renderer } from '../../src/domain/site.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { type CoverageFacts, coverageOf, villagesOf } from '../../src/domain/village-coverage.ts';
import { hangs, tickKinds } from '../../src/domain/village-tick.ts';
import { translator } from '../../src/i18n/strings.ts';
import type { StaffMember } from '../auth/staff.ts';
import type { SignedLinks } from '../store/signed-links.ts';
import type { VillageTicks } from '../store/village-ticks.ts';
import { staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { forStaffWho } from './staff-work.ts';

export interface CoverageParts {
	readonly staff: StaffParts;
	readonly signedLinks: Pick<SignedLinks, 'list'>;
	readonly ticks: Pick<VillageTicks, 'ofNotices' | 'postedRefs'>;
	readonly content: () => Content;
	readonly moment: () => Promise<Moment>;
	readonly renderer: Pick<Renderer, 'villageNotices'>;
	readonly now: () => Date;
}

/** What is looked at, and everything there is to say about it. */
interface Coverage {
	readonly filter: CoverageData['filter'];
	readonly all: readonly VillageNotice[];
	readonly notices: readonly VillageNotice[];
	readonly facts: CoverageFacts;
}

/** `/staff/coverage/`: what villages did with the notices in force, and which have not; and the same as a file. */
export function coverageRoutes(parts: CoverageParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = staffPath(language, 'coverage/');
		const asked = { language, page: 'coverage/', may: 'read-desk' } as const;
		routes.get(root, (context) =>
			forStaffWho(parts.staff, context, asked, (staff) =>
				showCoverage(parts, context, language, staff),
			),
		);
		routes.get(`${root}villages.csv`, (context) =>
			forStaffWho(parts.staff, context, asked, () => exportCoverage(parts, context, language)),
		);
	}
	return routes;
}

async function coverage(
	parts: CoverageParts,
	context: Context,
	language: Language,
): Promise<Coverage> {
	const { notice = '', area = '', exercise } = context.req.query();
	const filter = { notice, area, exercise: exercise === 'yes' };
	const content = parts.content();
	const posted = await parts.ticks.postedRefs();
	const shown = parts.renderer
		.villageNotices(content, await parts.moment(), language, posted)
		.filter((each) => each.exercise === filter.exercise);
	const concerns = (each: VillageNotice) =>
		area === '' || each.areas.some((own) => containsArea(content.settings, own, area));
	const notices = shown.filter((each) => concerns(each) && (notice === '' || each.ref === notice));
	const links = (await parts.signedLinks.list()).filter(
		(link) =>
			link.kind === 'village' &&
			(area === '' || containsArea(content.settings, area, link.subject)),
	);
	const ticks = await parts.ticks.ofNotices(notices.map(({ ref }) => ref));
	const facts = { links, ticks, settings: content.settings, now: parts.now() };
	return { filter, all: shown, notices, facts };
}

async function showCoverage(
	parts: CoverageParts,
	context: Context,
	language: Language,
	staff: StaffMember,
): Promise<Response> {
	const { filter, all, notices, facts } = await coverage(parts, context, language);
	const data: CoverageData = {
		filter,
		choices: all.map(({ ref, title }) => ({ ref, title })),
		notices: notices
			.map((notice) => coverageOf(notice, facts))
			.filter(({ notice, hanging }) => notice.inForce || hanging.length > 0),
	};
	const me = { name: staff.name, roles: staff.roles };
	return parts.staff.show(context, staffPath(language, 'coverage/'), { me, data }, 200);
}

function asked(notice: VillageNotice, facts: CoverageFacts) {
	return villagesOf(notice, facts).filter(
		({ open, standing }) => open || (!notice.inForce && hangs(standing)),
	);
}

/** A line for each notice and village, whether it has done anything or not; without a link that opens, only where its poster hangs. */
async function exportCoverage(
	parts: CoverageParts,
	context: Context,
	language: Language,
): Promise<Response> {
	const { notices, facts } = await coverage(parts, context, language);
	const { settings } = facts;
	const t = translator(language);
	const head = [
		t('coverage.notice'),
		t('coverage.township'),
		t('coverage.village'),
		t('coverage.contact'),
		...tickKinds.flatMap((what) => [t(`tick.${what}`), t('coverage.at')]),
	];
	const lines = notices.flatMap((notice) =>
		asked(notice, facts).map(({ link, standing }) => [
			notice.exercise ? `${t('exercise.mark')}${notice.title}` : notice.title,
			areaName(settings, link.subject, language),
			link.post,
			link.contact ?? '',
			...tickKinds.flatMap((what) => {
				const tick = standing?.[what];
				return tick ? [tick.count, toOffsetString(tick.at)] : ['', ''];
			}),
		]),
	);
	context.header('Content-Type', 'text/csv; charset=utf-8');
	context.header('Content-Disposition', 'attachment; filename="villages.csv"');
	context.header('Cache-Control', 'no-store');
	return context.body(csvStart + [head, ...lines].map(csvLine).join(''));
}
