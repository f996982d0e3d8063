import { z } from 'zod';
import {
	audience,
	audienceOptions,
	code,
	day,
	field,
	instant,
	line,
	markdown,
	ref,
	stamp,
} from './fields.schema.ts';
import { recordings } from './media.schema.ts';

/** A page of comfort and practical help. Levels after the IASC pyramid (IASC MHPSS Guidelines 2007). */
export const supportSchema = z.strictObject({
	title: field(line(80), { label: ['标题', 'Title'], translated: true }),
	summary: field(line(200), { label: ['一句话摘要', 'Summary'], translated: true }),
	audience: field(z.array(audience).min(1).max(6), {
		label: ['写给谁', 'Audience'],
		options: audienceOptions,
	}),
	level: field(z.enum(['basic', 'community', 'focused', 'specialised']), {
		label: ['支持层次', 'Level of support'],
		options: {
			basic: ['基本生活与安全', 'Basic services and security'],
			community: ['家庭与邻里', 'Family and community'],
			focused: ['一对一支持', 'Focused support'],
			specialised: ['专业治疗', 'Specialised care'],
		},
	}),
	steps: field(
		z.array(field(line(200), { label: ['一步', 'One step'], translated: true })).max(8),
		{
			label: ['现在就可以做的', 'What you can do now'],
			translated: true,
		},
	).default([]),
	hotlines: field(z.array(code).max(8), {
		label: ['热线', 'Hotlines'],
		optionsFrom: 'hotlines',
	}).default([]),
	recordings,
	issuer: field(code, { label: ['负责单位', 'Owner'], optionsFrom: 'issuers' }),
	incident: field(ref.optional(), { label: ['所属事件编号', 'Incident'] }),
	lastReviewed: field(day, { label: ['上次复核', 'Last reviewed'] }),
	reviewBy: field(day, { label: ['复核日期', 'To be reviewed by'] }),
	publishAt: field(instant.optional(), { label: ['定时发布', 'Publish at'] }),
	version: field(z.int().min(1).default(1), {
		label: [
			'文本版本（译文填所译版本）',
			'Text version (in a translation: the version it translates)',
		],
		translated: true,
	}),
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
	body: field(markdown.default(''), {
		label: ['正文', 'Text'],
		widget: 'markdown',
		translated: true,
	}),
});
