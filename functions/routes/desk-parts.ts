import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { problem } from '../../src/domain/problem.ts';
import { personalDataProblem } from '../../src/domain/public-words.ts';
import { longestClaim } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import type { DeskActParts } from '../actions/desk-parts.ts';
import type { CmsParts } from '../cms/parts.ts';
import type { DeskEvents } from '../desk-events.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import type { PublicationRowsParts } from '../publication-rows.ts';
import type { StoreAreas } from '../store/areas.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer } from './problem-answer.ts';

export interface DeskParts
	extends Pick<
		StoreAreas,
		| 'audit'
		| 'bulkReports'
		| 'deskChanges'
		| 'deskLocks'
		| 'deskLog'
		| 'deskWork'
		| 'doorAnswers'
		| 'drafts'
		| 'evidence'
		| 'items'
		| 'relationships'
		| 'reports'
		| 'savedReplies'
		| 'setAside'
	> {
	readonly matcher: Pick<
		DeskMatcher,
		'suggest' | 'differences' | 'learn' | 'unlearn' | 'unlearnItem'
	>;
	readonly cms: CmsParts;
	readonly events: DeskEvents;
	/** What is answered here is published for real, or as an exercise. */
	readonly status: 'actual' | 'exercise';
	readonly responses: () => readonly PublishedResponse[];
	readonly settings: () => Settings;
	/** How far published responses have come. */
	readonly progress: PublicationRowsParts;
	/** The names of all accounts, by their ids. */
	readonly people: () => Promise<Readonly<Record<string, string>>>;
	/** What askers are told of may be another thing now. */
	readonly onChanged: () => void;
	readonly now: () => Date;
}

type StaffContext = Context<StaffEnv>;

/** What an act needs: the desk's tables, and who acts when. */
export function actParts(parts: DeskParts, context: StaffContext): DeskActParts {
	const { id, name } = context.get('staff');
	return {
		work: parts.deskWork,
		items: parts.items,
		reports: parts.reports,
		audit: parts.audit,
		learn: parts.matcher.learn,
		unlearn: parts.matcher.unlearn,
		unlearnItem: parts.matcher.unlearnItem,
		acting: { by: { id, name }, at: parts.now() },
	};
}

/** Lets nobody act on what somebody else works on. */
export function refuseTaken(
	parts: DeskParts,
	kind: 'report' | 'item',
): MiddlewareHandler<StaffEnv> {
	return async (context, next) => {
		if (context.req.method !== 'POST') return next();
		const subject = `${kind}/${context.req.param('id') ?? ''}`;
		return (await takenBy(parts, context, subject)) ?? next();
	};
}

/** The refusal where somebody else works on it. */
export async function takenBy(
	parts: DeskParts,
	context: StaffContext,
	subject: string,
): Promise<Response | undefined> {
	const lock = await parts.deskLocks.heldByOther(subject, context.get('staff').id, parts.now());
	return lock && problemAnswer(context, 409, problem('taken-by', '', { name: lock.by.name }));
}

/** The body of a request in a shape, or `undefined`. */
export async function bodyOf<T extends z.ZodType>(
	context: Context,
	shape: T,
): Promise<z.output<T> | undefined> {
	const body: unknown = await context.req.json().catch(() => undefined);
	return shape.safeParse(body).data;
}

/** Refuses words that everyone may come to read when they hold what leads to a person. */
export function refuseWords(
	context: Context,
	words: Parameters<typeof personalDataProblem>[0],
): Response | undefined {
	const found = personalDataProblem(words);
	return found && problemAnswer(context, 422, found);
}

export function badRequest(context: Context) {
	return problemAnswer(context, 422, problem('bad-request'));
}

const score = z.int().min(1).max(3);
export const newClaim = z.object({
	claim: z.string().trim().min(1).max(longestClaim),
	harm: score,
	spread: score,
});
/** The version of a row that somebody has seen; greater numbers than a column of PostgreSQL holds are of none. */
export const seenVersion = z
	.int()
	.min(0)
	.max(2 ** 31 - 1);
export const someId = z.string().min(1).max(120);
