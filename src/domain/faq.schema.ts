import { z } from 'zod';
import { day, field, line, markdown, ref, stamp, webAddress } from './fields.schema.ts';
import {
	areas,
	hazards,
	incident,
	owner,
	publishAt,
	readers,
	textVersion,
	topics,
} from './shared-fields.schema.ts';

const source = z.strictObject({
	name: field(line(120), {
		label: ['名称', 'Name'],
		hint: ['文件或单位的全称', 'The full name of the document or body'],
		translated: true,
	}),
	url: field(webAddress.optional(), {
		label: ['网址', 'Address'],
		hint: ['可不填。能公开查看的网页', 'Optional. A page that everyone can open'],
	}),
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
		hint: [
			'先说结论。中文不超过40字，英文不超过25个词',
			'The answer first: at most 40 characters in Chinese, 25 words in English',
		],
		translated: true,
	}),
	aliases: field(
		z
			.array(
				field(line(80), {
					label: ['问法', 'Wording'],
					hint: ['居民可能这样问', 'As a resident may put it'],
					translated: true,
				}),
			)
			.max(12),
		{
			label: ['其他问法', 'Other wordings'],
			hint: [
				'可不填。土话、简称也写上，搜索时找得到',
				'Optional. Dialect and short forms too, so that searches find the answer',
			],
			translated: true,
		},
	).default([]),
	body: field(markdown.default(''), {
		label: ['详细说明', 'Details'],
		hint: ['可不填。步骤、例外、去哪里办', 'Optional. Steps, exceptions, where to go'],
		widget: 'markdown',
		translated: true,
	}),
	topics,
	audience: readers,
	areas,
	incident,
	hazards,
	issuer: owner,
	appliesFrom: field(day, {
		label: ['适用自', 'Applies from'],
		initially: 'now',
		hint: ['这个答案从哪天起适用', 'The day from which the answer holds'],
	}),
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
	sources: field(z.array(source).max(8), {
		label: ['依据', 'Sources'],
		hint: ['可不填。答案的依据', 'Optional. What the answer rests on'],
		translated: true,
	}).default([]),
	relatedNotices: field(z.array(ref).max(8), {
		label: ['相关公告', 'Related notices'],
		hint: [
			'可不填。公告的编号，是网址的最后一段',
			'Optional. The names of notices: the last part of their addresses',
		],
	}).default([]),
	place: field(z.int().min(1).max(999).optional(), {
		label: ['排序', 'Place'],
		hint: [
			'可不填。数字小的排在前面；不填的按复核日期排在后面',
			'Optional. Smaller numbers come first; questions without one follow, the latest reviewed first',
		],
	}),
	supersededBy: field(ref.optional(), {
		label: ['已由哪条问答取代', 'Superseded by'],
		hint: [
			'可不填。新问答的编号，居民会看到指向它的链接',
			'Optional. The name of the newer answer, to which readers are led',
		],
	}),
	publishAt,
	version: textVersion,
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
});
