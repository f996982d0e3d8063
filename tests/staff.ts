import { createHmac, randomUUID } from 'node:crypto';
import { createPasswords } from '../functions/auth/passwords.ts';
import { staffAccounts } from '../functions/store/staff-accounts.ts';
import type { Store } from '../functions/store/store.ts';
import type { Role } from '../src/domain/roles.ts';
import type { StaffAccount } from '../src/domain/staff-answers.ts';

export const password = 'clear words for a test';

/** Makes an account and gives what the store knows of it. */
export async function aStaffMember(
	store: Pick<Store, 'db'>,
	{
		name = '李明',
		email = `${randomUUID()}@example.gov.cn`,
		roles = ['editor'],
		passwordHash = 'no password',
	}: { name?: string; email?: string; roles?: readonly Role[]; passwordHash?: string } = {},
): Promise<StaffAccount> {
	const accounts = staffAccounts(store.db);
	const id = await accounts.create({ name, email, roles, passwordHash }, new Date());
	const staff = await accounts.find(id);
	if (!staff) throw new Error('the account was not made');
	return staff;
}

/** The hash of `password`, for accounts that sign in. */
export function passwordHash(): Promise<string> {
	return createPasswords().hash(password);
}

/** What an authenticator shows for a secret at a time (RFC 6238). */
export function totp(secret: string, at: Date): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
	const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
	const offset = (mac.at(-1) ?? 0) & 15;
	const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000;
	return String(number).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'));
	const bytes = bits.join('').match(/.{8}/g) ?? [];
	return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
