import { type Context, Hono } from 'hono';
import { type Language, languagePrefix, languageTags } from '../../src/domain/languages.ts';
import type { ClosedLinkData } from '../../src/domain/link-answers.ts';
import { problem } from '../../src/domain/problem.ts';
import type { SignedLinks } from '../store/signed-links.ts';
import { clientAddress } from './client-address.ts';
import { allowExercises, type ExerciseHearerParts, endExercises } from './exercise-hearers.ts';
import type { LinkCaller } from './link-caller.ts';
import type { LinkLimit } from './link-limit.ts';
import { type PointLinkParts, sendPointLink, showPointLink } from './link-point.ts';
import {
	queueVillageTicks,
	sendVillageLink,
	showVillageLink,
	type VillageLinkParts,
} from './link-village.ts';
import { problemAnswer } from './problem-answer.ts';
import type { ShowPage } from './show.ts';

export interface LinkParts extends PointLinkParts, VillageLinkParts {
	readonly signedLinks: Pick<SignedLinks, 'find' | 'ofPost'>;
	/** Who takes part in exercises. */
	readonly hearers: ExerciseHearerParts;
	readonly limit: LinkLimit;
	readonly trustedProxies: number;
	readonly show: ShowPage;
	readonly now: () => Date;
}

/** `/link/<secret>/`: what a post does by its link. No account, no cookie; the secret stands in the address alone. */
export function linkRoutes(parts: LinkParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const path = `${languagePrefix(language)}/link/:token{[A-Za-z0-9_-]{1,80}}/`;
		routes.get(path, (context) =>
			withLink(parts, context, language, (caller) =>
				caller.link.kind === 'village'
					? showVillageLink(parts, context, caller)
					: showPointLink(parts, context, caller),
			),
		);
		routes.post(path, (context) =>
			withLink(parts, context, language, (caller) =>
				caller.link.kind === 'village'
					? sendVillageLink(parts, context, caller)
					: sendPointLink(parts, context, caller),
			),
		);
		routes.post(`${path}queue/`, (context) =>
			withLink(parts, context, language, (caller) =>
				caller.link.kind === 'village'
					? queueVillageTicks(parts, context, caller)
					: problemAnswer(context, 404, problem('not-found')),
			),
		);
		routes.post(`${path}exercises/`, (context) =>
			withLink(parts, context, language, ({ link }) =>
				link.kind === 'village'
					? allowExercises(parts.hearers, context, { by: `link/${link.id}`, until: link.expiresAt })
					: problemAnswer(context, 404, problem('not-found')),
			),
		);
		routes.delete(`${path}exercises/`, (context) =>
			withLink(parts, context, language, () => endExercises(parts.hearers, context)),
		);
	}
	return routes;
}

async function withLink(
	parts: LinkParts,
	context: Context,
	language: Language,
	answer: (caller: LinkCaller) => Response | Promise<Response>,
): Promise<Response> {
	const now = parts.now();
	const token = context.req.param('token') ?? '';
	const wait = await parts.limit.client(clientAddress(context, parts.trustedProxies), now);
	if (wait > 0) return tooMany(parts, context, language, wait);
	const found = await parts.signedLinks.find(token, now);
	if (found.state !== 'valid') return closed(parts, context, language, { state: found.state });
	const linkWait = await parts.limit.link(found.link.id);
	if (linkWait > 0) return tooMany(parts, context, language, linkWait);
	return answer({ link: found.link, token, language });
}

/** Whoever guesses learns nothing; whoever holds a link that ended is told so, and whom to ask. */
function closed(
	{ show }: LinkParts,
	context: Context,
	language: Language,
	data: ClosedLinkData,
): Promise<Response> {
	const status = data.state === 'unknown' ? 404 : 410;
	return show(context, `${languagePrefix(language)}/link/closed/`, { data }, status);
}

async function tooMany(
	{ show }: LinkParts,
	context: Context,
	language: Language,
	seconds: number,
): Promise<Response> {
	const problems = [problem('too-many-taps', '', { seconds })];
	const page = `${languagePrefix(language)}/link/closed/`;
	const answer = await show(context, page, { problems }, 429);
	answer.headers.set('Retry-After', String(seconds));
	return answer;
}
