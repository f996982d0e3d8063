/** Why what the portal keeps cannot be reached, read or written. All but `damaged` may pass by itself. */
export const storeFaults = [
	'unreachable',
	'refused',
	'disk-full',
	'read-only',
	'io-error',
	'damaged',
] as const;
export type StoreFault = (typeof storeFaults)[number];

/** The store cannot do its work, for a reason that is known. */
export class StoreFailed extends Error {
	readonly fault: StoreFault;
	constructor(fault: StoreFault, options?: ErrorOptions) {
		super(`The store cannot be used: ${fault}.`, options);
		this.name = 'StoreFailed';
		this.fault = fault;
	}
}

/** What is wrong with the store or its disk, by an error or what caused it; `undefined` for an error that is about something else. */
export function storeFaultOf(error: unknown): StoreFault | undefined {
	for (const each of withCauses(error)) {
		const fault = each instanceof StoreFailed ? each.fault : (ofSqlite(each) ?? ofCode(each));
		if (fault) return fault;
	}
	return undefined;
}

/**
 * Runs work on a database server, of which a broken connection says that it is unreachable: the same error from somewhere
 * else says nothing about the store.
 */
export async function onServer<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw brokenConnection(error) ?? error;
	}
}

/** What an error of a database server's connection says of the store; `undefined` for any other. */
export function brokenConnection(error: unknown): StoreFailed | undefined {
	return [...withCauses(error)].some(isBrokenConnection)
		? new StoreFailed('unreachable', { cause: error })
		: undefined;
}

/** An error and those behind it: its cause, and what several addresses of one host answered. */
export function* withCauses(error: unknown): Generator<Error> {
	if (!(error instanceof Error)) return;
	yield error;
	yield* withCauses(error.cause);
	if (error instanceof AggregateError) for (const each of error.errors) yield* withCauses(each);
}

/** SQLite's primary result codes (sqlite.org/rescode.html); the extended ones carry them in their lowest byte. */
const bySqlite: Readonly<Record<number, StoreFault>> = {
	8: 'read-only',
	10: 'io-error',
	11: 'damaged',
	13: 'disk-full',
	// It says no more than that a file could not be opened: the disk is asked for the reason.
	14: 'io-error',
	26: 'damaged',
};

function ofSqlite(error: Error): StoreFault | undefined {
	return 'errcode' in error && typeof error.errcode === 'number'
		? bySqlite[error.errcode & 0xff]
		: undefined;
}

/** Errors of the system by their name, and of PostgreSQL by their SQLSTATE (Appendix A of its manual). */
const byCode: Readonly<Record<string, StoreFault>> = {
	ENOSPC: 'disk-full',
	EDQUOT: 'disk-full',
	EROFS: 'read-only',
	EIO: 'io-error',
	'25006': 'read-only',
	// The password, the user, the database, or what the user may do there.
	'28000': 'refused',
	'28P01': 'refused',
	'3D000': 'refused',
	'42501': 'refused',
	'53100': 'disk-full',
	'53300': 'unreachable',
	'57P01': 'unreachable',
	'57P02': 'unreachable',
	'57P03': 'unreachable',
	'58030': 'io-error',
	XX001: 'damaged',
	XX002: 'damaged',
};

/** What the driver says, without a code, where the server asks for a password or for encryption that the address has not. */
const refusedInWords = /^(?:SASL: |The server does not support SSL connections)/;

function ofCode(error: Error): StoreFault | undefined {
	return byCode[codeOf(error)] ?? (refusedInWords.test(error.message) ? 'refused' : undefined);
}

const connectionCodes = new Set([
	'EAI_AGAIN',
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EPIPE',
	'ETIMEDOUT',
]);

/** The driver has words of its own, without a code, for a connection that ended under a question. */
const brokenInWords =
	/^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;

export function isBrokenConnection(error: Error): boolean {
	const code = codeOf(error);
	return connectionCodes.has(code) || /^08/.test(code) || brokenInWords.test(error.message);
}

export function codeOf(error: Error): string {
	return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
