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
	webAddress,
} from './fields.schema.ts';

const source = z.strictObject({
	name: field(line(120), { label: ['名称', 'Name'], translated: true }),
	url: field(webAddress.optional(), { label: ['网址', 'Address'] }),
});

/** One question as a resident asks it; the first sentence of the answer is the answer. */
export const faqSchema = z.strictObject({
	title: field(line(80), {
		label: ['问题', 'Question'],
		hint: ['像居民那样问', 'As a resident would ask it'],
		translated: true,
	}),
	summary: field(line(160), {
		label: ['一句话回答', 'Short answer'],
		hint: ['不超过40字，先说结论', 'At most 25 words, the answer first'],
		translated: true,
	}),
	topics: field(z.array(code).min(1).max(5), { label: ['主题', 'Topics'], optionsFrom: 'topics' }),
	audience: field(z.array(audience).max(6), {
		label: ['写给谁', 'Audience'],
		options: audienceOptions,
	}).default(['everyone']),
	areas: field(z.array(code).min(1).max(60), {
		label: ['适用区域', 'Areas'],
		optionsFrom: 'areas',
	}),
	incident: field(ref.optional(), { label: ['所属事件编号', 'Incident'] }),
	issuer: field(code, { label: ['负责单位', 'Owner'], optionsFrom: 'issuers' }),
	appliesFrom: field(day, { label: ['适用自', 'Applies from'] }),
	lastReviewed: field(day, { label: ['上次复核', 'Last reviewed'] }),
	reviewBy: field(day, { label: ['复核日期', 'To be reviewed by'] }),
	sources: field(z.array(source).max(8), { label: ['依据', 'Sources'], translated: true }).default(
		[],
	),
	relatedNotices: field(z.array(ref).max(8), { label: ['相关公告', 'Related notices'] }).default(
		[],
	),
	supersededBy: field(ref.optional(), { label: ['已由哪条问答取代', 'Superseded by'] }),
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
		label: ['详细说明', 'Details'],
		widget: 'markdown',
		translated: true,
	}),
});
