import { z } from 'zod';
import { field, instant, line } from './fields.schema.ts';

const session = z.strictObject({
	kind: field(z.enum(['vaccination', 'briefing', 'service']), {
		label: ['种类', 'Kind'],
		hint: ['决定日历里显示的类型', 'How the calendar names it'],
		options: {
			vaccination: ['疫苗接种', 'Vaccination'],
			briefing: ['新闻发布会', 'Press briefing'],
			service: ['便民服务', 'Service'],
		},
	}),
	name: field(line(80), {
		label: ['名称', 'Name'],
		hint: ['例如：80岁以上接种', 'Such as: vaccination, 80 and over'],
		translated: true,
	}),
	start: field(instant, {
		label: ['开始时间', 'Starts'],
		hint: ['这一场开始的时间', 'When this one begins'],
	}),
	end: field(instant, {
		label: ['结束时间', 'Ends'],
		hint: ['要晚于开始时间', 'Later than the beginning'],
	}),
	place: field(line(160).optional(), {
		label: ['地点', 'Place'],
		hint: [
			'可不填。写到门牌或居民都知道的地方',
			'Optional. An address, or a place that everyone knows',
		],
		translated: true,
	}),
});

/** Dated things that a notice announces: residents find them in their calendars (RFC 5545). */
export const sessions = field(z.array(session).max(20), {
	label: ['时段和场次', 'Dates'],
	hint: [
		'接种时段、发布会等，居民可加入手机日历；新增的写在最后',
		'Vaccination slots, press briefings and the like, for residents’ calendars; add new ones at the end',
	],
	translated: true,
}).default([]);
