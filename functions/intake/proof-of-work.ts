import { createHmac, hash } from 'node:crypto';
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { z } from 'zod';
import { minute } from '../../src/domain/time.ts';

/** What the work of a browser proves. `tooSoon`: sooner than a person can write. `invalid`: forged, expired, or of another form. */
export type ProofOutcome =
	| { readonly kind: 'proven'; readonly tokenHash: string; readonly expiresAt: Date }
	| { readonly kind: 'absent' | 'invalid' | 'too-soon' };

/** ALTCHA challenges for one form, made and checked here and nowhere else. */
export interface Proofs {
	/** A challenge that holds for ten minutes; `times` that of the least work. */
	challenge(now: Date, times: number): Promise<Challenge>;
	check(payload: string | undefined, now: Date): Promise<ProofOutcome>;
}

const validMs = 10 * minute;
/** Nobody reads the form and writes a sentence in less. */
const soonestMs = 3_000;
/** Some 4,000 hashes: below a second on an old phone. */
const keyPrefix = '000';
const form = 'report';
/** More hashes for each try than any challenge of ours asks for would only keep the server busy. */
export const mostTimes = 16;

const payloadSchema = z.object({
	challenge: z.object({
		parameters: z.looseObject({
			algorithm: z.literal('SHA-256'),
			keyLength: z.literal(32),
			nonce: z.string().max(64),
			salt: z.string().max(64),
			cost: z.int().min(1).max(mostTimes),
			keyPrefix: z.literal(keyPrefix),
			expiresAt: z.int(),
			data: z.object({ form: z.literal(form) }),
		}),
		signature: z.string().max(128),
	}),
	solution: z.object({ counter: z.int(), derivedKey: z.string().max(128) }),
});

/** The key is made from the portal's secret, so that each process of a county accepts what another gave out. */
export function createProofs(secret: string): Proofs {
	const hmacSignatureSecret = createHmac('sha256', secret).update('report proof').digest('hex');
	return {
		challenge: (now, times) =>
			createChallenge({
				algorithm: 'SHA-256',
				cost: Math.max(1, Math.min(mostTimes, Math.round(times))),
				keyPrefix,
				deriveKey,
				data: { form },
				expiresAt: new Date(now.getTime() + validMs),
				hmacSignatureSecret,
			}),
		async check(payload, now) {
			if (!payload) return { kind: 'absent' };
			const parsed = payloadSchema.safeParse(decoded(payload));
			if (!parsed.success) return { kind: 'invalid' };
			const { challenge, solution } = parsed.data;
			const expiresAt = new Date(challenge.parameters.expiresAt * 1000);
			if (expiresAt <= now) return { kind: 'invalid' };
			const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
			if (!result.verified) return { kind: 'invalid' };
			const issuedAt = expiresAt.getTime() - validMs;
			if (now.getTime() - issuedAt < soonestMs) return { kind: 'too-soon' };
			return { kind: 'proven', tokenHash: hash('sha256', challenge.signature), expiresAt };
		},
	};
}

/** ALTCHA sends JSON in Base64. */
function decoded(payload: string): unknown {
	try {
		return JSON.parse(Buffer.from(payload.slice(0, 4096), 'base64').toString());
	} catch {
		return undefined;
	}
}
