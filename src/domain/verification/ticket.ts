import { shortCode } from '../short-code.ts';
import type { SignedStatement } from './statement.ts';

const format = '1';
const ref = /^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/;

/**
 * A signed statement as part of an address, so that a printed QR code can be checked without a network. Fields joined by
 * full stops: the format, code, ref, version, three times as seconds in base 36 (sent, expires or nothing, signed), hash, key,
 * signature. About 200 characters, none of which is escaped in an address.
 */
export function encodeTicket(statement: SignedStatement): string {
	const { code, version, sent, expires, signed, hash, key, signature } = statement;
	const times = [sent, expires, signed].map((time) => (time ? toSeconds(time) : ''));
	return [format, code, statement.ref, version, ...times, hash, key, signature].join('.');
}

/** The statement that a ticket carries, still to be checked; `undefined` for what is no ticket. */
export function decodeTicket(text: string): SignedStatement | undefined {
	const [kind, code = '', name = '', version = '', ...rest] = text.split('.');
	const [sent = '', expires = '', signed = '', hash = '', key = '', signature = '', ...more] = rest;
	const isWhole =
		kind === format &&
		more.length === 0 &&
		shortCode.test(code) &&
		ref.test(name) &&
		/^[1-9]\d{0,5}$/.test(version) &&
		/^[\w-]{43}$/.test(hash) &&
		/^[0-9a-f]{12}$/.test(key) &&
		/^[\w-]{86}$/.test(signature);
	const times = [sent, expires, signed].map(fromSeconds);
	const [sentAt, expiresAt, signedAt] = times;
	if (!isWhole || !sentAt || !signedAt || (expires !== '' && !expiresAt)) return undefined;
	return {
		code,
		ref: name,
		version: Number(version),
		sent: sentAt,
		expires: expiresAt,
		signed: signedAt,
		hash,
		key,
		signature,
	};
}

/** A ticket within a longer text, such as an address. */
export const ticketPattern =
	/1\.[2-9A-HJ-NP-Z]{6}\.[a-z0-9-]{3,60}\.\d{1,6}\.[0-9a-z]{0,8}\.[0-9a-z]{0,8}\.[0-9a-z]{0,8}\.[\w-]+\.[\w-]+\.[\w-]+/;

/** The address of a notice's page for a printed code: it opens the page of this version, and carries its ticket for `/verify/`. */
export function verifyLink(page: string, version: number, ticket: string | undefined): string {
	return `${page}${ticket ? `?t=${ticket}` : ''}#v${version}`;
}

function toSeconds(time: Date): string {
	return Math.floor(time.getTime() / 1000).toString(36);
}

function fromSeconds(text: string): Date | undefined {
	return /^[0-9a-z]{1,7}$/.test(text) ? new Date(Number.parseInt(text, 36) * 1000) : undefined;
}
