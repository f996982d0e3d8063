import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyedValues } from '../store/keyed-values.ts';

/**
 * The secret that signs sessions, made at first start.
 * It stays out of the database, so that a copy of the database signs nobody in; several machines need the same file.
 */
export async function authSecret(dataDir: string): Promise<string> {
	const file = join(dataDir, 'auth-secret');
	await mkdir(dataDir, { recursive: true });
	await makeOnce(file);
	return readSecret(file);
}

/** The secret that the publisher made. A machine beside it that made its own could open nothing of what the others sealed. */
export async function existingSecret(dataDir: string): Promise<string> {
	const file = join(dataDir, 'auth-secret');
	if (!(await stat(file).catch(() => undefined)))
		throw new Error(`${file} is missing: copy it from the publisher’s data folder first.`);
	return readSecret(file);
}

const fingerprintKey = 'auth-secret';

/** Says in the store which secret the publisher has, without telling it. */
export async function notePublishersSecret(
	values: Pick<KeyedValues, 'set'>,
	secret: string,
): Promise<void> {
	await values.set(fingerprintKey, fingerprintOf(secret));
}

/** Throws where this machine's secret is not the publisher's: links and proofs of one would be forged ones to the other. */
export async function refuseOtherSecret(
	values: Pick<KeyedValues, 'get'>,
	secret: string,
	dataDir: string,
): Promise<void> {
	const noted = await values.get(fingerprintKey);
	if (noted === undefined || noted === fingerprintOf(secret)) return;
	throw new Error(
		`${join(dataDir, 'auth-secret')} is not the publisher’s: copy it from the publisher’s data folder.`,
	);
}

function fingerprintOf(secret: string): string {
	return createHmac('sha256', secret).update(fingerprintKey).digest('base64url').slice(0, 22);
}

async function readSecret(file: string): Promise<string> {
	const secret = (await readFile(file, 'utf8')).trim();
	if (secret.length >= 43) return secret;
	throw new Error(`${file} is damaged: restore it, or delete it, which signs all staff out.`);
}

async function makeOnce(file: string): Promise<void> {
	try {
		const handle = await open(file, 'wx', 0o600);
		await handle.writeFile(`${randomBytes(32).toString('base64url')}\n`);
		await handle.sync();
		await handle.close();
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
		throw error;
	}
}
