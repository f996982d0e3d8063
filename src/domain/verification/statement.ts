import { toOffsetString } from '../time.ts';

/** What the portal says by a signature: that it published this text under this code, and when. */
export interface Statement {
	/** The short code of the notice's stamp. */
	readonly code: string;
	readonly ref: string;
	/** The version of the notice's text. */
	readonly version: number;
	/** When the notice was first published. */
	readonly sent: Date;
	readonly expires: Date | undefined;
	/** When this text was signed. */
	readonly signed: Date;
	/** SHA-256 of the canonical text, base64url. */
	readonly hash: string;
}

/** The bytes that are signed (Ed25519, RFC 8032): the lines of `mingbai-statement-1`, each ended by a line feed. */
export function statementBytes(statement: Statement): Uint8Array<ArrayBuffer> {
	const { code, ref, version, sent, expires, signed, hash } = statement;
	const lines = [
		'mingbai-statement-1',
		`code: ${code}`,
		`ref: ${ref}`,
		`version: ${version}`,
		`sent: ${toOffsetString(sent)}`,
		`expires: ${expires ? toOffsetString(expires) : 'none'}`,
		`signed: ${toOffsetString(signed)}`,
		`text: ${hash}`,
	];
	return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

/** A statement and the signature that goes with it. */
export interface SignedStatement extends Statement {
	/** The id of the key. */
	readonly key: string;
	/** The signature, base64url. */
	readonly signature: string;
}
