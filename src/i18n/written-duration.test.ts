import { expect, test } from 'vitest';
import { writtenDuration } from './written-duration.ts';

test.each([
	[0, '0分钟', '0 min'],
	[59, '59分钟', '59 min'],
	[60, '1小时', '1 h'],
	[125, '2小时5分钟', '2 h 5 min'],
	[47 * 60, '47小时', '47 h'],
	[48 * 60, '2天', '2 d'],
	[76 * 60 + 30, '3天4小时', '3 d 4 h'],
])('%i minutes are %s, %s', (minutes, chinese, english) => {
	expect(writtenDuration(minutes, 'zh-CN')).toBe(chinese);
	expect(writtenDuration(minutes, 'en')).toBe(english);
});
