import { z } from 'zod';
import { instant } from '../fields.schema.ts';
import type { PublicKey } from './public-key.ts';

/** Where the public keys stand in the content repository, for sites that are built from it without the portal. */
export const publicKeysPath = 'settings/signing-keys.json';

/** The name under which the portal gives its public keys to the pages. */
export const publicKeysObservation = 'signing-keys';

const publicKey = z.object({
	id: z.string().regex(/^[0-9a-f]{12}$/),
	key: z.string().regex(/^[\w-]{43}$/),
	createdAt: instant,
	retiredAt: instant.optional(),
	compromisedAt: instant.optional(),
});

const publicKeys = z.array(publicKey).max(1000);

/** The keys that a text names; none when it cannot be read. */
export function readPublicKeys(text: string): readonly PublicKey[] {
	const parsed = publicKeys.safeParse(jsonOf(text));
	return parsed.success ? parsed.data : [];
}

/** Keys as `readPublicKeys` reads them. */
export function writePublicKeys(keys: readonly PublicKey[]): string {
	return `${JSON.stringify(z.encode(publicKeys, [...keys]), null, '\t')}\n`;
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
