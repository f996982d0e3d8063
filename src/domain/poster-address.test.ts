import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { posterAddress } from './poster-address.ts';
import { decodeTicket, ticketPattern } from './verification/ticket.ts';

const notice = { ref: 'flood', status: 'actual', version: 2 };
const signed = {
	code: 'K7MX3R',
	ref: 'flood',
	version: 2,
	sent: noon,
	expires: undefined,
	signed: noon,
	hash: 'h'.repeat(43),
	key: '0123456789ab',
	signature: 's'.repeat(86),
};

test('the code on paper opens the notice at the printed version, in the language of the paper', () => {
	expect(posterAddress('https://shili.example', 'en', notice, undefined)).toBe(
		'https://shili.example/en/notices/flood/#v2',
	);
});

test('the code on paper carries what was signed, so that it can be checked without a network', () => {
	const address = posterAddress('https://shili.example/yj', 'zh-CN', notice, signed);
	expect(address).toMatch(/^https:\/\/shili\.example\/yj\/notices\/flood\/\?t=.*#v2$/);
	expect(decodeTicket(ticketPattern.exec(address)?.[0] ?? '')).toEqual(signed);
});
