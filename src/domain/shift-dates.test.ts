import { expect, test } from 'vitest';
import { demoShift, shiftDates } from './shift-dates.ts';

const move = (text: string, days = 10) => shiftDates(text, days, '2026-03-14');

test('an instant keeps its time of day and the county offset', () => {
	expect(move('sent: 2026-03-06T18:00:00+08:00')).toBe('sent: 2026-03-16T18:00:00+08:00');
});

test('a Chinese date gets the weekday of its new day', () => {
	expect(move('3月6日（周五）18:00前')).toBe('3月16日（周一）18:00前');
	expect(move('2025年12月28日（星期日）')).toBe('2026年1月7日（星期三）');
});

test('an English date gets the weekday and the year of its new day', () => {
	expect(move('Friday, 6 March 2026, 18:00', 300)).toBe('Thursday, 31 December 2026, 18:00');
	expect(move('by 30 March')).toBe('by 9 April');
});

test('so does an Italian one, small or large as it was', () => {
	expect(move('venerdì 6 marzo 2026, 18:00', 300)).toBe('giovedì 31 dicembre 2026, 18:00');
	expect(move('Sabato 14 marzo riapre')).toBe('Martedì 24 marzo riapre');
	expect(move('entro il 30 marzo')).toBe('entro il 9 aprile');
});

test('a date without a year is read near the middle of the story', () => {
	expect(move('12月30日', 3)).toBe('1月2日');
});

test('document numbers, phone numbers and other digits stay as they are', () => {
	const text = '示例县公告〔2026〕第7号，0000-5550120，13月40日，2026-03-0612';
	expect(move(text)).toBe(text);
});

test('the demo is at its height from noon to noon', () => {
	expect(demoShift(new Date('2026-03-14T12:00:00+08:00'))).toBe(0);
	expect(demoShift(new Date('2026-11-24T11:59:00+08:00'))).toBe(254);
});
