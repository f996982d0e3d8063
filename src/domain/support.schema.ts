import { z } from 'zod';
import { careOccasions } from './after-care.ts';
import {
	audience,
	audienceOptions,
	code,
	day,
	field,
	line,
	markdown,
	stamp,
} from './fields.schema.ts';
import { recordings } from './media.schema.ts';
import {
	easyToRead,
	hazards,
	incident,
	owner,
	publishAt,
	textVersion,
} from './shared-fields.schema.ts';

/** A page of comfort and practical help. Levels after the IASC pyramid (IASC MHPSS Guidelines 2007). */
export const supportSchema = z.strictObject({
	title: field(line(80), {
		label: ['标题', 'Title'],
		hint: ['像对家人说话那样写', 'As one would say it to family'],
		translated: true,
	}),
	summary: field(line(200), {
		label: ['一句话摘要', 'Summary'],
		hint: ['写给谁、能帮到什么', 'For whom, and how it helps'],
		translated: true,
	}),
	audience: field(z.array(audience).min(1).max(6), {
		label: ['写给谁', 'Audience'],
		hint: ['可多选，至少选一类人', 'One or more'],
		options: audienceOptions,
	}),
	level: field(z.enum(['basic', 'community', 'focused', 'specialised']), {
		label: ['支持层次', 'Level of support'],
		hint: ['从最基本的生活保障到专业治疗，选一层', 'From basic needs to specialised care'],
		options: {
			basic: ['基本生活与安全', 'Basic services and security'],
			community: ['家庭与邻里', 'Family and community'],
			focused: ['一对一支持', 'Focused support'],
			specialised: ['专业治疗', 'Specialised care'],
		},
	}),
	steps: field(
		z
			.array(
				field(line(200), {
					label: ['一步', 'One step'],
					hint: ['一句话写一步', 'One step in one sentence'],
					translated: true,
				}),
			)
			.max(8),
		{
			label: ['现在就可以做的', 'What you can do now'],
			hint: ['一项写一步，简单、不花钱、马上能做', 'One step each: simple, free, at once'],
			translated: true,
		},
	).default([]),
	easyToRead,
	hotlines: field(z.array(code).max(8), {
		label: ['热线', 'Hotlines'],
		hint: ['可多选。热线在“门户设置”里维护', 'One or more; they are kept in the settings'],
		optionsFrom: 'hotlines',
	}).default([]),
	occasions: field(z.array(z.enum(careOccasions)).max(5), {
		label: ['什么时候放到最前', 'When to bring it to the top'],
		hint: [
			'可不填。到了这些时候，首页和事件页把它放到最前',
			'Optional. The home page and that of the incident lead with it then',
		],
		options: {
			warning: ['红色、橙色预警期间', 'During red and orange warnings'],
			day: ['结束后一天', 'One day after the end'],
			week: ['结束后一周', 'One week after'],
			month: ['结束后一个月', 'One month after'],
			anniversary: ['周年当天', 'On anniversaries'],
		},
	}).default([]),
	quickExit: field(z.boolean().default(false), {
		label: ['快速离开', 'Quick exit'],
		hint: [
			'被人看见会有危险的页面才打开，例如家庭暴力',
			'Only for pages that it can be dangerous to be seen with, such as violence at home',
		],
	}),
	recordings,
	issuer: owner,
	incident,
	hazards,
	lastReviewed: field(day, {
		label: ['上次复核', 'Last reviewed'],
		initially: 'now',
		hint: ['最近一次核对内容的日期', 'When it was last checked'],
	}),
	reviewBy: field(day, {
		label: ['复核日期', 'To be reviewed by'],
		hint: [
			'到这一天再核对一次，过期会有提示',
			'When to check it again; the page says when that is overdue',
		],
	}),
	body: field(markdown.default(''), {
		label: ['正文', 'Text'],
		hint: ['可不填。语气平和，不说教', 'Optional. Calm, without lecturing'],
		widget: 'markdown',
		translated: true,
	}),
	publishAt,
	version: textVersion,
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
});
