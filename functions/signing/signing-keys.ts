import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PublicKey } from '../../src/domain/verification/public-key.ts';
import { writeDurably } from '../release/objects.ts';
import { type SignNotice, signNotice } from './sign-notice.ts';

/** The keys with which this portal signs notices, and has signed. */
export interface SigningKeys {
	/** Oldest first; the last one signs. */
	publicKeys(): readonly PublicKey[];
	readonly sign: SignNotice;
	/** Signs other texts of the county: Ed25519 over their bytes, base64url, and the id of the key. */
	signBytes(bytes: Uint8Array): { readonly key: string; readonly value: string };
	/** The id of the key that signs now. */
	current(): string;
	/** Makes a new key. What the old one signed stays genuine, unless somebody else may have used it since a time. */
	rotate(now: Date, compromisedSince?: Date): Promise<void>;
}

const date = z.codec(z.iso.datetime(), z.date(), {
	decode: (text) => new Date(text),
	encode: (value) => value.toISOString(),
});

const keySchema = z.object({
	id: z.string(),
	key: z.string(),
	/** PKCS #8, base64url. Only the key that signs has it: what is retired can never sign again. */
	privateKey: z.string().optional(),
	createdAt: date,
	retiredAt: date.optional(),
	compromisedAt: date.optional(),
});
const fileSchema = z.array(keySchema).min(1);

type StoredKey = z.output<typeof keySchema>;

/** Opens the keys in the data folder, making the first. They stay out of the database, so that a copy of it signs nothing. */
export async function openSigningKeys(dataDir: string, now: Date): Promise<SigningKeys> {
	const file = join(dataDir, 'signing-keys.json');
	let keys = await readKeys(file);
	if (!keys) await keep([newKey(now)]);

	async function keep(next: readonly StoredKey[]): Promise<void> {
		await writeDurably(file, JSON.stringify(z.encode(fileSchema, [...next]), null, '\t'), 0o600);
		keys = [...next];
	}

	return {
		publicKeys: () => (keys ?? []).map(({ privateKey: _, ...known }) => known),
		sign: (entry, at) => signNotice(entry, signingKey(keys), at),
		signBytes(bytes) {
			const { id, privateKey } = signingKey(keys);
			return { key: id, value: sign(null, bytes, privateKey).toString('base64url') };
		},
		current: () => signingKey(keys).id,
		async rotate(at, compromisedSince) {
			const before = keys ?? [];
			const last = before.at(-1);
			// A rotation that was interrupted is done once more: the key that it made is not the stolen one.
			const isRepeated = before.some((key) => isSame(key.compromisedAt, compromisedSince));
			const since = isRepeated ? undefined : compromisedSince;
			const retired = before.map((key) => retire(key, at, key === last ? since : undefined));
			await keep([...retired, newKey(at)]);
		},
	};
}

function retire(
	{ privateKey: _, ...key }: StoredKey,
	at: Date,
	compromisedAt: Date | undefined,
): StoredKey {
	const retired = { ...key, retiredAt: key.retiredAt ?? at };
	return compromisedAt ? { ...retired, compromisedAt } : retired;
}

function isSame(a: Date | undefined, b: Date | undefined): boolean {
	return a !== undefined && a.getTime() === b?.getTime();
}

function signingKey(keys: readonly StoredKey[] | undefined) {
	const last = keys?.at(-1);
	if (!last?.privateKey) throw new Error('there is no signing key');
	const key = Buffer.from(last.privateKey, 'base64url');
	return { id: last.id, privateKey: createPrivateKey({ key, format: 'der', type: 'pkcs8' }) };
}

function newKey(createdAt: Date): StoredKey {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const { x: key = '' } = publicKey.export({ format: 'jwk' });
	return {
		id: createHash('sha256').update(Buffer.from(key, 'base64url')).digest('hex').slice(0, 12),
		key,
		privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
		createdAt,
	};
}

async function readKeys(file: string): Promise<StoredKey[] | undefined> {
	const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (text === undefined) return undefined;
	const keys = fileSchema.safeParse(jsonOf(text)).data;
	if (keys?.at(-1)?.privateKey) return keys;
	// The text may hold the key and is not shown.
	throw new Error(
		`${file} is damaged: restore it from a backup. Without it the portal begins with a new key, and earlier notices are shown as not signed by it.`,
	);
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
