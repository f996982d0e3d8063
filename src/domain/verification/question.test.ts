import { describe, expect, test } from 'vitest';
import { noon } from '../../../tests/builders.ts';
import { readQuestion } from './question.ts';
import { encodeTicket } from './ticket.ts';

const ticket = encodeTicket({
	code: 'K7MX3R',
	ref: 'flood-3',
	version: 2,
	sent: noon,
	expires: undefined,
	signed: noon,
	hash: 'h'.repeat(43),
	key: '0123456789ab',
	signature: 's'.repeat(86),
});

describe('a short code is read', () => {
	test.each([
		'K7MX3R',
		' k7mx3r ',
		'Ｋ７ＭＸ３Ｒ',
		'K7M X3R',
		'k7m-x3r',
		'K 7 M X 3 R',
		'\u200fK7MX3R\u202c',
		'核对码：K7MX3R',
		'核對碼：K7MX3R',
		'短码 k7mx 3r，打12345核对',
		'Short code: K7MX3R',
		'https://shili.example/verify/#K7MX3R',
		'云溪镇停水（K7MX3R）请储水。',
	])('from "%s"', (input) => {
		expect(readQuestion(input).codes[0]).toBe('K7MX3R');
	});

	test('and is sure where it is the whole or has its name before it', () => {
		expect(readQuestion('k7mx3r').isCodeSure).toBe(true);
		expect(readQuestion('核对码K7MX3R。').isCodeSure).toBe(true);
		expect(readQuestion('车牌K7MX3R的车主').isCodeSure).toBe(false);
	});

	test.each(['K7MX3', 'K7MX3RR', 'K7MX3O', 'Please stay inside.', '请打0000-5550100'])(
		'but not from "%s"',
		(input) => {
			expect(readQuestion(input).codes).toEqual([]);
		},
	);
});

test('a link names its notice, version and site', () => {
	const link = 'https://shili.example/en/notices/flood-3/#v2';
	expect(readQuestion(`转发：${link}。快看`)).toMatchObject({
		ref: 'flood-3',
		version: 2,
		links: ['https://shili.example/en/notices/flood-3/#v2'],
		ticket: undefined,
	});
});

test('every link is seen, also behind the one to the notice', () => {
	const { ref, links } = readQuestion(
		'https://shili.example/notices/flood-3/ 登记：http://evil.example/pay',
	);
	expect(ref).toBe('flood-3');
	expect(links).toContain('http://evil.example/pay');
});

test('an address of the site is read without its scheme, and no other is taken for it', () => {
	const sites = ['https://shili.example'];
	expect(readQuestion('shili.example/notices/flood-3/', sites).ref).toBe('flood-3');
	for (const other of ['evil.shili.example/notices/flood-3/', 'x@shili.example/notices/flood-3/'])
		expect(readQuestion(other, sites).ref).toBeUndefined();
});

test('the version beside a short code is read, and neither is part of the text', () => {
	for (const line of [
		'核对码K7MX3R，第2版。',
		'核对码：K7MX3R（第2版）',
		'Short code K7MX3R, version 2.',
	])
		expect(readQuestion(`停水。\n${line}`)).toMatchObject({ version: 2, codes: ['K7MX3R'] });
	expect(readQuestion('停水\n核对码K7MX3R，第2版').text).toBe('停水');
});

test.each([
	`https://shili.example/notices/flood-3/?t=${ticket}#v2`,
	`https://shili.example/verify/#${ticket}`,
	ticket,
	`请看 https://shili.example/notices/flood-3/?t=${ticket}#v2。`,
])('a ticket is found in "%s"', (input) => {
	const { ticket: found, text } = readQuestion(input);
	expect(found).toMatchObject({ code: 'K7MX3R', ref: 'flood-3', version: 2 });
	expect(text).not.toContain('0123456789ab');
});

test('what is left is the text', () => {
	const { text, codes } = readQuestion('云溪镇停水。\n核对码：K7MX3R\nhttps://a.example/x');
	expect(text).toContain('云溪镇停水。');
	expect(text).not.toContain('a.example');
	expect(codes).toEqual(['K7MX3R']);
	expect(readQuestion('K7MX3R').text).toBe('');
});

test.each([
	['markup', '<img src=x onerror=alert(1)>'.repeat(50)],
	['a hundred thousand characters', '停水。'.repeat(33_000)],
	['links without end', 'https://'.repeat(10_000)],
	['codes without end', 'K7MX3R '.repeat(15_000)],
	['marks that turn the writing round', '\u202e\u2067'.repeat(5_000)],
	['nothing', ''],
])('%s is read as what it is', (_, input) => {
	const { ticket: found, ref } = readQuestion(input);
	expect([found, ref]).toEqual([undefined, undefined]);
});
