import { type Context, Hono } from 'hono';
import { type Language, languagePrefix, languageTags } from '../../src/domain/languages.ts';
import type { LinkSheetData, StaffLinksData } from '../../src/domain/link-answers.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import {
	type LinkKind,
	linkDays,
	linkKinds,
	linkState,
	readPosts,
} from '../../src/domain/signed-link.ts';
import type { Content } from '../../src/domain/site.ts';
import { type LinkStoreParts, type MadeLink, makeLinks } from '../actions/make-links.ts';
import { renewLink } from '../actions/renew-link.ts';
import { revokeLink } from '../actions/revoke-link.ts';
import type { StaffMember } from '../auth/staff.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { textsOf } from './quick-start.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { forStaffWho } from './staff-work.ts';

export interface StaffLinkParts extends LinkStoreParts {
	readonly staff: StaffParts;
	readonly content: () => Content;
	readonly now: () => Date;
}

interface Caller {
	readonly language: Language;
	readonly staff: StaffMember;
}

type Work = (parts: StaffLinkParts, context: Context, caller: Caller) => Promise<Response>;

/** `/staff/links/`: links for villages and help points, made, printed and revoked by publishers. */
export function staffLinkRoutes(parts: StaffLinkParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = staffPath(language, 'links/');
		const asked = { language, page: 'links/', may: 'make-links' } as const;
		const forMakers = (work: Work) => (context: Context) =>
			forStaffWho(parts.staff, context, asked, (staff) =>
				work(parts, context, { language, staff }),
			);
		routes.get(
			root,
			forMakers((_, context, caller) => showLinks(parts, context, caller)),
		);
		routes.post(`${root}make/`, forMakers(make));
		routes.post(`${root}renew/`, forMakers(renew));
		routes.post(`${root}revoke/`, forMakers(revoke));
	}
	return routes;
}

async function make(parts: StaffLinkParts, context: Context, caller: Caller): Promise<Response> {
	const typed = await textsOf(context);
	const read = readPosts(typed['posts'] ?? '');
	const kind = linkKinds.find((each) => each === typed['kind']);
	const subject = (kind === 'village' ? typed['area'] : typed['point']) ?? '';
	const problems = [
		...(kind && isKnown(parts.content(), kind, subject)
			? []
			: [problem('required', kind === 'help-point' ? 'point' : 'area')]),
		...('problems' in read ? read.problems : []),
	];
	const refuse = (reasons: readonly Problem[]) =>
		showLinks(parts, context, caller, { typed, problems: reasons, status: 422 });
	if (problems.length > 0 || !kind || 'problems' in read) return refuse(problems);
	const wish = { kind, subject, posts: read.posts, days: daysOf(typed), by: caller.staff };
	const outcome = await makeLinks(parts, { ...wish, now: parts.now() });
	return 'problems' in outcome
		? refuse(outcome.problems)
		: showSheet(parts, context, caller, outcome.made);
}

async function renew(parts: StaffLinkParts, context: Context, caller: Caller): Promise<Response> {
	const typed = await textsOf(context);
	const made = await renewLink(parts, {
		id: typed['id'] ?? '',
		days: daysOf(typed),
		by: caller.staff,
		now: parts.now(),
	});
	if (made) return showSheet(parts, context, caller, [made]);
	return showLinks(parts, context, caller, { problems: [problem('no-link')], status: 404 });
}

async function revoke(parts: StaffLinkParts, context: Context, caller: Caller): Promise<Response> {
	const { id = '' } = await textsOf(context);
	await revokeLink(parts, { id, by: caller.staff, now: parts.now() });
	return seeOther(parts.staff.config, staffPath(caller.language, 'links/'));
}

function isKnown(content: Content, kind: LinkKind, subject: string): boolean {
	return kind === 'village'
		? content.settings.areas.some(({ code }) => code === subject)
		: content.has('help-points', subject);
}

function daysOf(typed: Readonly<Record<string, string>>): number {
	return linkDays.find((days) => String(days) === typed['days']) ?? linkDays[1];
}

async function showLinks(
	{ staff: parts, signedLinks, now }: StaffLinkParts,
	context: Context,
	{ language, staff }: Caller,
	{
		typed = {},
		problems = [],
		status = 200,
	}: {
		readonly typed?: Readonly<Record<string, string>>;
		readonly problems?: readonly Problem[];
		readonly status?: number;
	} = {},
): Promise<Response> {
	const names = new Map((await staffAccounts(parts.db).list()).map(({ id, name }) => [id, name]));
	const data: StaffLinksData = {
		links: (await signedLinks.list()).map((link) => ({
			...link,
			state: linkState(link, now()),
			madeBy: names.get(link.madeBy) ?? link.madeBy,
			madeAt: link.madeAt.toISOString(),
			expiresAt: link.expiresAt.toISOString(),
		})),
	};
	const me = { name: staff.name, roles: staff.roles };
	const page = staffPath(language, 'links/');
	return parts.show(context, page, { me, problems, values: typed, data }, status);
}

/** A secret cannot survive a redirect without being stored, so the sheet is the answer to the form. */
function showSheet(
	{ staff: parts }: StaffLinkParts,
	context: Context,
	{ language, staff }: Caller,
	made: readonly MadeLink[],
): Promise<Response> {
	const { siteUrl, basePath } = parts.config;
	const data: LinkSheetData = {
		links: made.map(({ secret, expiresAt, ...link }) => ({
			...link,
			url: `${siteUrl}${basePath}${languagePrefix(language)}/link/${secret}/`,
			expiresAt: expiresAt.toISOString(),
		})),
	};
	const me = { name: staff.name, roles: staff.roles };
	return parts.show(context, staffPath(language, 'links/sheet/'), { me, data }, 200);
}
