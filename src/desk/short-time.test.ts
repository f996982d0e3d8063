import { expect, test } from 'vitest';
import { deskTranslator } from '../i18n/desk-strings.ts';
import { shortTime } from './short-time.ts';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const now = at('2026-03-14T00:10');
const written = (text: string, language: 'zh-CN' | 'en') =>
	shortTime(at(text), now, deskTranslator(language));

test('a time of today is a time, and another day is how far it is away by the county’s calendar', () => {
	expect(written('2026-03-14T09:05', 'zh-CN')).toBe('09:05');
	expect(written('2026-03-13T23:59', 'zh-CN')).toBe('1天前');
	expect(written('2026-03-11T08:00', 'en')).toBe('3 d ago');
	expect(written('2026-03-16T08:00', 'zh-CN')).toBe('2天后');
	expect(written('2026-03-16T08:00', 'en')).toBe('in 2 d');
});
