import { z } from 'zod';
import { languageTags } from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { severityChoices } from '../../src/domain/severity-choice.ts';
import { areUsableKeys, isTrustedEndpoint } from './endpoints.ts';

const codes = z.array(z.string().regex(/^[a-z0-9-]{1,40}$/)).max(100);

const hourOfDay = z.int().min(0).max(23);

export const endpointSchema = z.object({ endpoint: z.string().max(2048) });

/** A `PushSubscription` as browsers serialize it. */
export const addressSchema = endpointSchema.extend({
	keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
	/** The VAPID public key that the browser subscribed with, base64url; browsers call it `applicationServerKey`. */
	vapidKey: z.string().max(100).optional(),
});

/** What the person wants to hear of. */
export const choicesSchema = z.object({
	topics: codes.default([]),
	areas: codes.default([]),
	severity: z.enum(severityChoices).default('all'),
	quiet: z
		.object({ from: hourOfDay, until: hourOfDay })
		.refine(({ from, until }) => from !== until)
		.optional(),
	language: z.enum(
		languageTags as readonly [(typeof languageTags)[number], ...(typeof languageTags)[number][]],
	),
});

export const subscriptionSchema = addressSchema.extend(choicesSchema.shape);

/** A new address of a browser, and the one it had. */
export const movedSchema = addressSchema.extend({ from: endpointSchema.shape.endpoint });

/** Why an address is not taken: it is of no push service that we trust, or nothing can be encrypted to it. */
export function addressProblem(
	{ endpoint, keys }: z.output<typeof addressSchema>,
	extraOrigins: readonly string[],
): Problem | undefined {
	if (!isTrustedEndpoint(endpoint, extraOrigins))
		return problem('unknown-push-service', 'endpoint');
	return areUsableKeys(keys) ? undefined : problem('unusable-keys', 'keys');
}
