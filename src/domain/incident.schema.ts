import { z } from 'zod';
import {
	code,
	field,
	hazard,
	hazardOptions,
	instant,
	line,
	markdown,
	stamp,
	status,
	statusOptions,
} from './fields.schema.ts';

/** What ties notices, rumor responses, help points and support of one event together. */
export const incidentSchema = z.strictObject({
	title: field(line(80), { label: ['事件名称', 'Name'], translated: true }),
	summary: field(line(200), { label: ['一句话说明', 'Summary'], translated: true }),
	hazard: field(hazard, { label: ['灾害或事件种类', 'Hazard'], options: hazardOptions }),
	status: field(status.default('actual'), {
		label: ['真实或演练', 'Status'],
		options: statusOptions,
	}),
	phase: field(z.enum(['readiness', 'response', 'recovery', 'closed']), {
		label: ['阶段', 'Phase'],
		options: {
			readiness: ['准备', 'Readiness'],
			response: ['响应', 'Response'],
			recovery: ['恢复', 'Recovery'],
			closed: ['结束', 'Closed'],
		},
	}),
	areas: field(z.array(code).min(1).max(60), {
		label: ['涉及区域', 'Areas'],
		optionsFrom: 'areas',
	}),
	issuer: field(code, { label: ['负责单位', 'Owner'], optionsFrom: 'issuers' }),
	startedAt: field(instant, { label: ['开始时间', 'Started at'] }),
	endedAt: field(instant.optional(), { label: ['结束时间', 'Ended at'] }),
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
