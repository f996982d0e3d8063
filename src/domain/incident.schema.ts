import { z } from 'zod';
import {
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
import { areas, owner, publishAt, textVersion } from './shared-fields.schema.ts';

/** What ties notices, rumor responses, help points and support of one event together. */
export const incidentSchema = z.strictObject({
	title: field(line(80), {
		label: ['事件名称', 'Name'],
		hint: ['用正式名称，不用代号', 'Its official name'],
		translated: true,
	}),
	summary: field(line(200), {
		label: ['一句话说明', 'Summary'],
		hint: ['什么事、在哪里、现在怎样', 'What, where, and how it stands'],
		translated: true,
	}),
	hazard: field(hazard, {
		label: ['灾害或事件种类', 'Hazard'],
		hint: ['没有合适的就选“其他”', '“Other” if none fits'],
		options: hazardOptions,
	}),
	status: field(status.default('actual'), {
		label: ['真实或演练', 'Status'],
		hint: ['演练和测试不会出现在公众页面', 'Exercises and tests are on no public page'],
		options: statusOptions,
	}),
	phase: field(z.enum(['readiness', 'response', 'recovery', 'closed']), {
		label: ['阶段', 'Phase'],
		hint: ['情况变化时改这里', 'Change it as the event goes on'],
		options: {
			readiness: ['准备', 'Readiness'],
			response: ['响应', 'Response'],
			recovery: ['恢复', 'Recovery'],
			closed: ['结束', 'Closed'],
		},
	}),
	areas,
	issuer: owner,
	startedAt: field(instant, {
		label: ['开始时间', 'Started at'],
		initially: 'now',
		hint: ['事件发生或通报的时间', 'When it began or was reported'],
	}),
	endedAt: field(instant.optional(), {
		label: ['结束时间', 'Ended at'],
		hint: ['可不填。结束后再填', 'Optional, until it is over'],
	}),
	body: field(markdown.default(''), {
		label: ['正文', 'Text'],
		hint: ['可不填。背景和经过', 'Optional. What happened so far'],
		widget: 'markdown',
		translated: true,
	}),
	publishAt,
	version: textVersion,
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
});
