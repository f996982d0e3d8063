import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Enforced wherever a password is set; length counts what a person types, not bytes. */
export const passwordLength = { min: 12, max: 128 } as const;

/** Whether a new password is long enough, and short enough to be hashed without harm. */
export function isAcceptablePassword(password: string): boolean {
	const length = [...password.normalize('NFKC')].length;
	return length >= passwordLength.min && length <= passwordLength.max;
}

/** Hashes passwords with argon2id, few at a time: each takes 19 MiB, and a flood of sign-ins must not take the memory. */
export interface Passwords {
	hash(password: string): Promise<string>;
	verify(attempt: { readonly hash: string; readonly password: string }): Promise<boolean>;
}

// OWASP's smallest recommended cost for argon2id: m=19456 (KiB), t=2, p=1.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const prefix = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`;

export function createPasswords(atOnce = 2): Passwords {
	const inTurn = takeTurns(atOnce);
	return {
		async hash(password) {
			const salt = randomBytes(16);
			const tag = await inTurn(() => derive(password, salt));
			return `${prefix}${salt.toString('base64url')}$${tag.toString('base64url')}`;
		},
		async verify({ hash, password }) {
			const [salt, tag] = hash.startsWith(prefix) ? hash.slice(prefix.length).split('$') : [];
			if (!salt || !tag) return false;
			const expected = Buffer.from(tag, 'base64url');
			const actual = await inTurn(() => derive(password, Buffer.from(salt, 'base64url')));
			return expected.length === actual.length && timingSafeEqual(expected, actual);
		},
	};
}

const argon2Async = promisify(argon2);

/** Input methods write the same characters in different ways; NFKC makes them one (NIST SP 800-63B §3.1.1.2). */
async function derive(password: string, nonce: Buffer): Promise<Buffer> {
	const message = password.normalize('NFKC');
	return argon2Async('argon2id', { ...cost, message, nonce });
}

function takeTurns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
	const waiting: (() => void)[] = [];
	let running = 0;
	return async (work) => {
		if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
		else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
