import { z } from 'zod';
import {
	audience,
	audienceOptions,
	code,
	day,
	field,
	hazard,
	hazardOptions,
	lastingCode,
	line,
	localizedText,
	phone,
	shownName,
	webAddress,
} from './fields.schema.ts';
import { weekdays } from './hotline-hours.ts';

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;

const span = z.strictObject({
	opens: field(z.string().regex(clockTime), {
		label: ['开始', 'Opens'],
		hint: ['例如 08:00', 'Such as 08:00'],
	}),
	closes: field(z.string().regex(/^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/), {
		label: ['结束', 'Closes'],
		hint: [
			'例如 18:00。比开始早，就是到第二天',
			'Such as 18:00. Earlier than the beginning means on the next day',
		],
	}),
	days: field(z.array(z.enum(weekdays)).min(1).max(7), {
		label: ['星期几', 'Days'],
		hint: ['可多选，不改就是每天', 'One or more; every day unless changed'],
		options: {
			mon: ['周一', 'Monday'],
			tue: ['周二', 'Tuesday'],
			wed: ['周三', 'Wednesday'],
			thu: ['周四', 'Thursday'],
			fri: ['周五', 'Friday'],
			sat: ['周六', 'Saturday'],
			sun: ['周日', 'Sunday'],
		},
	}).default([...weekdays]),
});

/** A number someone can call. An overdue check is flagged, the number is never hidden. */
export const hotlineSchema = z.strictObject({
	code: lastingCode,
	number: field(phone, {
		label: ['号码', 'Number'],
		hint: ['直接能拨通的号码', 'As it is dialled'],
	}),
	name: shownName(60),
	purpose: field(localizedText(120), {
		label: ['什么时候打', 'When to call'],
		hint: ['一句话，例如：家里断药了', 'In a few words, such as: when medicine runs out'],
	}),
	kind: field(z.enum(['emergency', 'support', 'service']), {
		label: ['种类', 'Kind'],
		hint: ['紧急热线排在最前', 'Emergency numbers come first'],
		options: {
			emergency: ['紧急', 'Emergency'],
			support: ['心理支持', 'Support'],
			service: ['政务与服务', 'Service'],
		},
	}),
	hours: field(z.array(span).max(14), {
		label: ['服务时间', 'Hours'],
		hint: [
			'核实过才填，北京时间。一项写一段；24小时就填00:00和24:00',
			'Only when verified, in Beijing time. One span each; 00:00 to 24:00 is all day',
		],
	}).default([]),
	languages: field(z.array(line(20)).max(6), {
		label: ['语言', 'Languages'],
		hint: [
			'可不填。接线员会说的语言，例如：普通话',
			'Optional. What is spoken there, such as: Mandarin',
		],
	}).default([]),
	dialects: field(z.array(line(20)).max(6), {
		label: ['方言', 'Dialects'],
		hint: ['可不填。接线员听得懂的方言', 'Optional. Dialects that are understood there'],
	}).default([]),
	cost: field(localizedText(40).optional(), {
		label: ['费用', 'Cost'],
		hint: ['可不填。例如：免费', 'Optional. Such as: free'],
	}),
	audience: field(z.array(audience).max(6), {
		label: ['服务对象', 'Audience'],
		hint: ['没有特定对象就选“所有人”', '“Everyone” if nobody in particular'],
		options: audienceOptions,
	}).default(['everyone']),
	coverage: field(z.array(code).max(60), {
		label: ['服务区域', 'Coverage'],
		hint: [
			'可不填。只服务部分乡镇、街道才选',
			'Optional. Only where it serves certain townships alone',
		],
		optionsFrom: 'areas',
	}).default([]),
	hazards: field(z.array(hazard).max(11), {
		label: ['哪些灾害打这个号码', 'For which hazards'],
		hint: [
			'可不填。“应急准备一览”按它看每种灾害有没有核实过的热线',
			'Optional. The readiness board looks here for a verified number for each hazard',
		],
		options: hazardOptions,
	}).default([]),
	channels: field(
		z
			.array(z.enum(['phone', 'sms', 'chat', 'walk-in']))
			.min(1)
			.max(4),
		{
			label: ['联系方式', 'Channels'],
			hint: ['可多选', 'One or more'],
			options: {
				phone: ['打电话', 'Phone'],
				sms: ['发短信', 'Text message'],
				chat: ['网上文字聊', 'Chat'],
				'walk-in': ['上门当面谈', 'In person'],
			},
		},
	).default(['phone']),
	chatUrl: field(webAddress.optional(), {
		label: ['文字聊的网址', 'Address of the chat'],
		hint: ['可不填。选了“网上文字聊”再填', 'Optional. Where the chat is'],
	}),
	place: field(localizedText(120).optional(), {
		label: ['当面谈的地点', 'Where to go'],
		hint: ['可不填。选了“上门当面谈”再填', 'Optional. Where people are received'],
	}),
	operator: field(localizedText(60).optional(), {
		label: ['开办单位', 'Run by'],
		hint: ['可不填。热线由谁开办', 'Optional. Who runs the line'],
	}),
	fromAbroad: field(z.boolean().optional(), {
		label: ['境外能打通', 'Can be called from abroad'],
		hint: [
			'核实过才打开。国内短号一般从境外打不通',
			'Only when verified. Short Chinese numbers as a rule cannot be called from abroad',
		],
	}),
	anonymous: field(z.boolean().optional(), {
		label: ['可匿名', 'Anonymous'],
		hint: ['核实过可以不说姓名才打开', 'Only when it was verified that no name is asked'],
	}),
	sourceUrl: field(webAddress.optional(), {
		label: ['来源网址', 'Source'],
		hint: ['可不填。号码公布在哪里', 'Optional. Where the number is published'],
	}),
	verifiedOn: field(day.optional(), {
		label: ['核实日期', 'Verified on'],
		hint: ['打通过或书面确认过的日期', 'When somebody called it or confirmed it in writing'],
	}),
	verifiedBy: field(line(60).optional(), {
		label: ['核实人（岗位）', 'Verified by (post)'],
		hint: ['写岗位，不写姓名', 'A post, not a name'],
	}),
	reviewBy: field(day.optional(), {
		label: ['下次核实', 'Verify again by'],
		hint: ['到期会提示，号码不会消失', 'Flagged when it is overdue; the number never disappears'],
	}),
});
