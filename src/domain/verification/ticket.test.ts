import { describe, expect, test } from 'vitest';
import { atHour, noon } from '../../../tests/builders.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { statementBytes } from './statement.ts';
import { decodeTicket, encodeTicket, ticketPattern, verifyLink } from './ticket.ts';

const statement = {
	code: 'K7MX3R',
	ref: '2026-12-orange',
	version: 2,
	sent: noon,
	expires: atHour(30),
	signed: atHour(1),
	hash: 'h'.repeat(43),
	key: '0123456789ab',
	signature: 's'.repeat(86),
};

test.each([
	['with an end', statement],
	['without one', { ...statement, expires: undefined }],
	[
		'with a signature of every kind of character',
		{ ...statement, signature: `-_${'Z'.repeat(84)}` },
	],
])('a ticket %s gives its statement again', (_, each) => {
	expect(decodeTicket(encodeTicket(each))).toEqual(each);
});

test('a ticket is short enough for a printed code and needs no escaping', () => {
	const ticket = encodeTicket({ ...statement, ref: 'r'.repeat(60) });
	expect(ticket.length).toBeLessThan(260);
	expect(encodeURIComponent(ticket)).toBe(ticket);
});

test.each([
	'',
	'K7MX3R',
	encodeTicket(statement).slice(0, -1),
	`${encodeTicket(statement)}.x`,
	encodeTicket({ ...statement, code: 'K7MX3O' }),
	encodeTicket({ ...statement, ref: '../../etc' }),
	encodeTicket({ ...statement, key: '<b>' }),
	encodeTicket(statement).replace('1.K', '2.K'),
])('"%s" is no ticket', (text) => {
	expect(decodeTicket(text)).toBeUndefined();
});

test('the address of a printed code opens the version and carries the ticket', () => {
	const page = 'https://shili.example/notices/2026-12-orange/';
	const ticket = encodeTicket(statement);
	const link = verifyLink(page, 2, ticket);
	expect(link).toBe(`${page}?t=${ticket}#v2`);
	expect(ticketPattern.exec(`请看${link}。`)?.[0]).toBe(ticket);
	expect(verifyLink(page, 2, undefined)).toBe(`${page}#v2`);
});

test('what is signed is readable, and another for every field', () => {
	const text = (each: Parameters<typeof statementBytes>[0]) =>
		new TextDecoder().decode(statementBytes(each));
	expect(text(statement)).toBe(
		`mingbai-statement-1\ncode: K7MX3R\nref: 2026-12-orange\nversion: 2\nsent: 2026-03-14T12:00:00+08:00\nexpires: 2026-03-15T18:00:00+08:00\nsigned: 2026-03-14T13:00:00+08:00\ntext: ${statement.hash}\n`,
	);
	expect(text({ ...statement, expires: undefined })).toContain('\nexpires: none\n');
});

describe('bytes as text', () => {
	test('come back as they were', () => {
		const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
		expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
		expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
	});

	test.each(['a', 'ab+/', 'ab==', '<b>'])('are not read from "%s"', (text) => {
		expect(fromBase64Url(text)).toBeUndefined();
	});
});
