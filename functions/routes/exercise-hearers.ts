import { type Context, Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { hour } from '../../src/domain/time.ts';
import {
	addressProblem,
	addressSchema,
	choicesSchema,
	endpointSchema,
} from '../push/subscription.schema.ts';
import type { ExerciseHearers, ExerciseLeave } from '../store/exercise-hearers.ts';
import { type VapidKeyStore, vapidKeyIdOf } from '../store/vapid-keys.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer } from './problem-answer.ts';

export interface ExerciseHearerParts {
	readonly exerciseHearers: Pick<ExerciseHearers, 'allow' | 'end'>;
	readonly settings: () => Settings;
	readonly vapidKeys: VapidKeyStore;
	readonly extraOrigins: readonly string[];
	/** A key pair for its first message can be made now. */
	readonly onSubscribed: () => void;
	readonly now: () => Date;
}

/** Staff are asked again twice a year; in milliseconds. */
const staffLeave = 180 * 24 * hour;

/** Staff who take part in exercises get their alerts. Only a session gives this leave, never what a browser says of itself. */
export function exerciseHearerRoutes(parts: ExerciseHearerParts): Hono<StaffEnv> {
	const routes = new Hono<StaffEnv>();
	routes.post('/', (context) => {
		const until = new Date(parts.now().getTime() + staffLeave);
		return allowExercises(parts, context, { by: `staff/${context.get('staff').id}`, until });
	});
	routes.delete('/', (context) => endExercises(parts, context));
	return routes;
}

const hearerSchema = addressSchema.extend({ language: choicesSchema.shape.language });

/** Lets a browser hear of exercises, by the leave that its request was found to carry. */
export async function allowExercises(
	parts: ExerciseHearerParts,
	context: Context,
	leave: { readonly by: ExerciseLeave; readonly until: Date },
): Promise<Response> {
	if (!parts.settings().push.enabled) return problemAnswer(context, 404, problem('push-off'));
	const parsed = hearerSchema.safeParse(await context.req.json().catch(() => undefined));
	if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
	const refusal = addressProblem(parsed.data, parts.extraOrigins);
	if (refusal) return problemAnswer(context, 400, refusal);
	const { vapidKey, ...hearer } = parsed.data;
	const vapidKeyId = await vapidKeyIdOf(parts.vapidKeys, vapidKey);
	if (vapidKeyId === undefined)
		return problemAnswer(context, 400, problem('unknown-vapid-key', 'vapidKey'));
	await parts.exerciseHearers.allow({ ...hearer, vapidKeyId }, leave, parts.now());
	parts.onSubscribed();
	return context.json({ subscribed: true }, 201);
}

/** Whoever knows the endpoint, a secret address, is the browser that has it. */
export async function endExercises(
	{ exerciseHearers }: ExerciseHearerParts,
	context: Context,
): Promise<Response> {
	const parsed = endpointSchema.safeParse(await context.req.json().catch(() => undefined));
	if (!parsed.success) return problemAnswer(context, 400, problem('bad-subscription'));
	await exerciseHearers.end(parsed.data.endpoint);
	return context.body(null, 204);
}
