import { expect, test } from 'vitest';
import { type WeeklySpan, weekdays } from '../domain/hotline-hours.ts';
import { translator } from './strings.ts';
import { writtenHours } from './written-hours.ts';

const span = (days: WeeklySpan['days'], opens: string, closes: string) => ({ days, opens, closes });
const workdays = weekdays.slice(0, 5);
const weekend = weekdays.slice(5);

test.each([
	[[], '', ''],
	[[span(weekdays, '08:00', '22:00')], '每天08:00–22:00', 'every day 08:00–22:00'],
	[[span(weekdays, '00:00', '24:00')], '24小时', '24 hours'],
	[[span(weekend, '00:00', '24:00')], '周六、周日全天', 'Sat, Sun all day'],
	[
		[span(workdays, '14:00', '17:30'), span(workdays, '08:30', '12:00')],
		'周一至周五08:30–12:00、14:00–17:30',
		'Mon to Fri 08:30–12:00, 14:00–17:30',
	],
	[
		[span(workdays, '08:00', '20:00'), span(['sun', 'wed'], '20:00', '02:00')],
		'周一至周五08:00–20:00；周三、周日20:00–次日02:00',
		'Mon to Fri 08:00–20:00; Wed, Sun 20:00–02:00 next day',
	],
])('%j is written out', (hours, chinese, english) => {
	expect(writtenHours(hours, 'zh-CN', translator('zh-CN'))).toBe(chinese);
	expect(writtenHours(hours, 'en', translator('en'))).toBe(english);
});
