import { expect, test } from 'vitest';
import { linkPhones, splitPhones } from './phones.ts';

const known = ['120', '12356', '0000-5550120'];

test('known numbers in a sentence can be dialed', () => {
	expect(splitPhones('发热先打0000-5550120，戴口罩。', known)).toEqual([
		{ text: '发热先打' },
		{ phone: '0000-5550120' },
		{ text: '，戴口罩。' },
	]);
});

test('three digits are a number to dial only where the sentence says so', () => {
	expect(splitPhones('喘不上气请打120。', known)).toContainEqual({ phone: '120' });
	expect(splitPhones('在场120人。', known)).toEqual([{ text: '在场120人。' }]);
});

test.each([
	'Se ti manca il fiato chiama subito il 120.',
	'Per parlare con qualcuno chiama il 12356, in pericolo il 120.',
])('in Italian too: %s', (sentence) => {
	expect(splitPhones(sentence, known)).toContainEqual({ phone: '120' });
	expect(splitPhones('In tutto 120 casi.', known)).toEqual([{ text: 'In tutto 120 casi.' }]);
});

test('part of a longer number is no number', () => {
	expect(splitPhones('编号1235612', known)).toEqual([{ text: '编号1235612' }]);
});

test('numbers in rendered text become links once', () => {
	const html = '<p>打0000-5550120或<a href="tel:12356">12356</a></p>';
	expect(linkPhones(html, known)).toBe(
		'<p>打<a class="phone" href="tel:0000-5550120">0000-5550120</a>或<a href="tel:12356">12356</a></p>',
	);
});
