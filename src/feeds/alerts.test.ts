import { expect, test } from 'vitest';
import { aNotice } from '../../tests/builders.ts';
import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import type { NoticeWithRef } from '../domain/notice.ts';
import { withStanding } from '../domain/notice-lists.ts';
import { currentAlerts } from './alerts.ts';

const now = new Date('2026-03-14T12:00:00+08:00');
const hasPassed = (instant: Date) => instant <= now;
const urlOf = (ref: string) => `https://shili.example/notices/${ref}/`;

function localized(notice: NoticeWithRef, textLanguage: Language = 'zh-CN'): Localized<'notices'> {
	return { ...notice, collection: 'notices', textLanguage, behind: false };
}

function alertsOf(...notices: NoticeWithRef[]) {
	const list = notices.map((notice) => localized(notice));
	return currentAlerts(withStanding(list, hasPassed), list, urlOf);
}

test('an exercise is never among the current alerts', () => {
	expect(
		alertsOf(aNotice({ category: 'warning', warningColor: 'red', status: 'exercise' })),
	).toEqual([]);
});

test('news of a suicide is among no current alerts in any language, and an emergency is whatever it speaks of', () => {
	const warning = aNotice({ category: 'warning', warningColor: 'blue', summary: '有人自杀身亡。' });
	expect(alertsOf(warning)).toEqual([]);
	expect(alertsOf({ ...warning, warningColor: 'orange' })).toHaveLength(1);
	const notice = aNotice({ category: 'warning', warningColor: 'yellow' });
	const english = localized({ ...notice, summary: 'A man died by suicide.' }, 'en');
	expect(currentAlerts(withStanding([localized(notice)], hasPassed), [english], urlOf)).toEqual([]);
});

test('a measure is no alert', () => {
	expect(alertsOf(aNotice({ category: 'measure' }))).toEqual([]);
});

test('a warning that begins later is not current', () => {
	const effective = new Date('2026-03-14T18:00:00+08:00');
	expect(alertsOf(aNotice({ category: 'warning', effective }))).toEqual([]);
});

test('times carry the offset of the county', () => {
	const expires = new Date('2026-03-14T10:00:00Z');
	const [alert] = alertsOf(aNotice({ category: 'warning', warningColor: 'blue', expires }));
	expect(alert?.expires).toBe('2026-03-14T18:00:00+08:00');
});

test('a headline is given in the languages it was written in, and no other', () => {
	const notice = aNotice({ category: 'warning', title: '黄色预警' });
	const translated = localized({ ...notice, title: 'Yellow warning' }, 'en');
	const [alert] = currentAlerts(withStanding([localized(notice)], hasPassed), [translated], urlOf);
	expect(alert?.title).toEqual({ 'zh-CN': '黄色预警', en: 'Yellow warning' });
	expect(alertsOf(notice)[0]?.title).toEqual({ 'zh-CN': '黄色预警' });
});
