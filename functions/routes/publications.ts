import { Hono } from 'hono';
import { z } from 'zod';
import { problem } from '../../src/domain/problem.ts';
import { wordPublications } from '../publication-answer.ts';
import type { PublicationRowsParts } from '../publication-rows.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer, readersLanguage } from './problem-answer.ts';

const query = z.object({
	collection: z.string().max(40).optional(),
	ref: z.string().max(120).optional(),
	count: z.coerce.number().int().min(1).max(20).default(5),
});

/** How far the latest publications have come, of everything or of one entry: for staff, in their language. */
export function publicationRoutes(parts: PublicationRowsParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	routes.get('/', async (context) => {
		const asked = query.safeParse(context.req.query());
		if (!asked.success) return problemAnswer(context, 422, problem('bad-request'));
		const { count, ...about } = asked.data;
		const language = readersLanguage(context);
		return context.json({ publications: await wordPublications(parts, language, count, about) });
	});
	return routes;
}
