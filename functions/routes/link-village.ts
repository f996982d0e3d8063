import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import { type Language, languagePrefix } from '../../src/domain/languages.ts';
import type { VillageLinkData, VillageNotice } from '../../src/domain/link-answers.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { containsArea } from '../../src/domain/settings.ts';
import type { SignedLink } from '../../src/domain/signed-link.ts';
import type { Content, Moment, Renderer } from '../../src/domain/site.ts';
import {
	hangs,
	mostDoors,
	standingsOf,
	tickKinds,
	tickUndoMs,
	type VillageStanding,
	type VillageTick,
} from '../../src/domain/village-tick.ts';
import { recordTicks, type SentTick } from '../actions/record-ticks.ts';
import type { Config } from '../config.ts';
import type { SignedLinks } from '../store/signed-links.ts';
import type { VillageTicks } from '../store/village-ticks.ts';
import type { LinkCaller } from './link-caller.ts';
import { problemAnswer } from './problem-answer.ts';
import { textsOf } from './quick-start.ts';
import type { ShowPage } from './show.ts';
import { seeOther } from './staff-pages.ts';

export interface VillageLinkParts {
	readonly ticks: VillageTicks;
	readonly signedLinks: Pick<SignedLinks, 'ofPost'>;
	readonly content: () => Content;
	readonly moment: () => Promise<Moment>;
	readonly renderer: Pick<Renderer, 'villageNotices'>;
	readonly config: Pick<Config, 'basePath'>;
	readonly show: ShowPage;
	readonly now: () => Date;
}

const id = z.string().regex(/^[\w.-]{8,160}$/);
const ref = z.string().regex(/^[a-z0-9-]{1,80}$/);
const count = z.coerce.number().int().min(0).max(mostDoors);
const tickSchema = z.object({ id, ref, what: z.enum(tickKinds), count });
/** So many ticks are waiting on one device at most; a page has no more buttons. */
const queueSchema = z.object({
	sentAt: z.number(),
	ticks: z.array(tickSchema.extend({ at: z.number() })).max(200),
});

/** The page of a village officer: what to take down, and what is in force, with what was done of it. */
export async function showVillageLink(
	parts: VillageLinkParts,
	context: Context,
	caller: LinkCaller,
	problems: readonly Problem[] = [],
	status = 200,
): Promise<Response> {
	const { link, token, language } = caller;
	const now = parts.now();
	// What was put up by an earlier link of the post hangs still.
	const own = await parts.signedLinks.ofPost(link);
	const standings = standingsOf(await parts.ticks.ofLinks(own));
	const all = await noticesFor(parts, link, language, [...standings.keys()]);
	const rows = all.map((notice) => {
		const standing = standings.get(notice.ref);
		const takeDown = !notice.inForce && hangs(standing);
		return { notice, takeDown, ticks: shownTicks(link, standing, now) };
	});
	const data: VillageLinkData = {
		token,
		link: link.id,
		post: link.post,
		area: link.subject,
		formId: randomUUID(),
		notices: [
			...rows.filter(({ takeDown }) => takeDown),
			...rows.filter(({ notice }) => notice.inForce),
			...rows.filter(
				({ notice, takeDown, ticks }) => !notice.inForce && !takeDown && isJustDown(ticks),
			),
		],
	};
	const page = `${languagePrefix(language)}/link/village/`;
	return parts.show(context, page, { problems, data }, status);
}

/** A poster that was just taken down stays on the page for as long as that can be undone. */
function isJustDown(ticks: VillageLinkData['notices'][number]['ticks']): boolean {
	return ticks['taken-down']?.undoable === true;
}

async function noticesFor(
	{ content, moment, renderer }: VillageLinkParts,
	{ subject }: SignedLink,
	language: Language,
	refs: readonly string[],
): Promise<readonly VillageNotice[]> {
	const { settings } = content();
	const all = renderer.villageNotices(content(), await moment(), language, refs);
	return all.filter(
		(notice) =>
			!notice.inForce || notice.areas.some((area) => containsArea(settings, area, subject)),
	);
}

function shownTicks(
	link: SignedLink,
	standing: VillageStanding | undefined,
	now: Date,
): VillageLinkData['notices'][number]['ticks'] {
	const all = Object.values<VillageTick>(standing ?? {});
	return Object.fromEntries(
		all.map((tick) => [
			tick.what,
			{
				id: tick.id,
				count: tick.count,
				at: tick.at.toISOString(),
				undoable: tick.link === link.id && now.getTime() - tick.receivedAt.getTime() < tickUndoMs,
			},
		]),
	);
}

/** A tick by a form, or its undo. */
export async function sendVillageLink(
	parts: VillageLinkParts,
	context: Context,
	caller: LinkCaller,
): Promise<Response> {
	const { link, token, language } = caller;
	const form = await textsOf(context);
	const now = parts.now();
	if (form['verb'] === 'undo') {
		const since = new Date(now.getTime() - tickUndoMs);
		const asked = { link: link.id, id: form['id'] ?? '', since, now };
		if (!(await parts.ticks.undo(asked)))
			return showVillageLink(parts, context, caller, [problem('too-late-to-undo')], 422);
	} else {
		const parsed = tickSchema.safeParse(form);
		if (!parsed.success)
			return showVillageLink(
				parts,
				context,
				caller,
				[problem('bad-tick', '', { most: mostDoors })],
				422,
			);
		const sent = { ...parsed.data, at: now.getTime() };
		const kept = await record(parts, caller, [sent], now.getTime());
		if (kept.length === 0)
			return showVillageLink(parts, context, caller, [problem('no-notice')], 422);
	}
	// An undo is taken whatever it says that it is about.
	const about = ref.safeParse(form['ref']).data;
	const place = about === undefined ? '' : `#n-${about}`;
	return seeOther(parts.config, `${languagePrefix(language)}/link/${token}/${place}`);
}

/** Ticks that waited on a device for a network. */
export async function queueVillageTicks(
	parts: VillageLinkParts,
	context: Context,
	caller: LinkCaller,
): Promise<Response> {
	context.header('Cache-Control', 'no-store');
	const parsed = queueSchema.safeParse(await context.req.json().catch(() => undefined));
	if (!parsed.success) return problemAnswer(context, 400, problem('bad-request'));
	const { ticks, sentAt } = parsed.data;
	const kept = new Set(await record(parts, caller, ticks, sentAt));
	const refused = ticks.filter((tick) => !kept.has(tick.id)).map((tick) => tick.id);
	return context.json({ kept: [...kept], refused });
}

async function record(
	parts: VillageLinkParts,
	{ link, language }: LinkCaller,
	ticks: readonly SentTick[],
	sentAt: number,
): Promise<readonly string[]> {
	const refs = [...new Set(ticks.map((tick) => tick.ref))];
	const notices = parts.renderer.villageNotices(
		parts.content(),
		await parts.moment(),
		language,
		refs,
	);
	const exercises = new Map(notices.map((notice) => [notice.ref, notice.exercise]));
	const isExercise = (of: string) => exercises.get(of);
	return recordTicks(parts, { link, ticks, sentAt, now: parts.now(), isExercise });
}
