import { z } from 'zod';
import {
	code,
	day,
	field,
	hazard,
	hazardOptions,
	instant,
	line,
	markdown,
	stamp,
} from './fields.schema.ts';
import { attachments } from './media.schema.ts';

const duty = z.strictObject({
	who: field(line(80), { label: ['谁', 'Who'], translated: true }),
	does: field(line(200), { label: ['做什么', 'Does what'], translated: true }),
});

/** A preparedness guide, or the public version of an emergency plan. */
export const guideSchema = z.strictObject({
	title: field(line(80), { label: ['标题', 'Title'], translated: true }),
	summary: field(line(200), { label: ['一句话摘要', 'Summary'], translated: true }),
	kind: field(z.enum(['guide', 'plan', 'prebunk']), {
		label: ['种类', 'Kind'],
		options: {
			guide: ['准备指南', 'Guide'],
			plan: ['应急预案（公众版）', 'Plan (public version)'],
			prebunk: ['识谣指南', 'Prebunk'],
		},
	}),
	hazard: field(hazard, { label: ['灾害或事件种类', 'Hazard'], options: hazardOptions }),
	phase: field(z.enum(['reduction', 'readiness', 'response', 'recovery']), {
		label: ['阶段', 'Phase'],
		options: {
			reduction: ['减少风险', 'Reduction'],
			readiness: ['准备', 'Readiness'],
			response: ['响应', 'Response'],
			recovery: ['恢复', 'Recovery'],
		},
	}),
	edition: field(line(40), {
		label: ['版本', 'Edition'],
		hint: ['例如：2026年第2版', 'Such as: 2026, 2nd edition'],
		translated: true,
	}),
	approvedOn: field(day, { label: ['批准日期', 'Approved on'] }),
	reviewBy: field(day, { label: ['复审日期', 'To be reviewed by'] }),
	attachments,
	issuer: field(code, { label: ['负责单位', 'Owner'], optionsFrom: 'issuers' }),
	duties: field(z.array(duty).max(20), {
		label: ['谁做什么', 'Who does what'],
		when: { kind: ['plan'] },
		translated: true,
	}).default([]),
	steps: field(
		z.array(field(line(200), { label: ['一步', 'One step'], translated: true })).max(20),
		{
			label: ['您要做的', 'What to do'],
			translated: true,
		},
	).default([]),
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
