import { Hono } from 'hono';
import { z } from 'zod';
import { languageTags } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { crowdLimits } from '../../src/domain/report-standing.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { toDay } from '../../src/domain/time.ts';
import type { CrowdCounter } from '../intake/crowd.ts';
import type { DoorAnswers } from '../store/door-answers.ts';
import { clientAddress } from './client-address.ts';
import { problemAnswer } from './problem-answer.ts';

export interface DoorAnswerParts {
	readonly answers: Pick<DoorAnswers, 'count'>;
	readonly crowd: Pick<CrowdCounter, 'count'>;
	readonly responses: () => readonly PublishedResponse[];
	readonly trustedProxies: number;
	readonly now: () => Date;
}

const foundSchema = z.object({ ref: z.string().max(200), language: z.enum(languageTags) });

/**
 * That somebody who was about to ask found the answer first: a number for each answer and day. Neither what they had
 * written nor who they are is sent.
 */
export function doorAnswerRoutes(parts: DoorAnswerParts): Hono {
	const routes = new Hono();

	routes.post('/answers-found', async (context) => {
		const parsed = foundSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!parsed.success) return problemAnswer(context, 400, problem('bad-request'));
		const { ref, language } = parsed.data;
		const now = parts.now();
		const network = clientAddress(context, parts.trustedProxies);
		const { fromNetwork } = parts.crowd.count({ network, text: ref }, now);
		const response = parts.responses().find((each) => each.ref === ref);
		// One network alone does not make a number that the county publishes.
		if (response && fromNetwork <= crowdLimits.fromNetwork)
			await parts.answers.count({ item: response.item, day: toDay(now), language });
		return context.body(null, 204);
	});

	return routes;
}
