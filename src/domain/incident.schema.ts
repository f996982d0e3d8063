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
	status,
	statusOptions,
} from './fields.schema.ts';
import { areas, owner, publishAt, textVersion } from './shared-fields.schema.ts';

const phase = (label: readonly [string, string], hint: readonly [string, string]) =>
	field(z.enum(['readiness', 'response', 'recovery', 'closed']), {
		label,
		hint,
		options: {
			readiness: ['准备', 'Readiness'],
			response: ['响应', 'Response'],
			recovery: ['恢复', 'Recovery'],
			closed: ['结束', 'Closed'],
		},
	});

const phaseStep = z.strictObject({
	phase: phase(['进入的阶段', 'Phase'], ['从这个时间起是哪个阶段', 'The phase from then on']),
	from: field(instant, {
		label: ['从什么时候起', 'From'],
		hint: ['可以写将来的时间，到时自动变', 'May lie ahead: it changes by itself then'],
	}),
});

const sentences = (label: readonly [string, string], hint: readonly [string, string]) =>
	field(
		z
			.array(
				field(line(300), {
					label: ['一句话', 'One sentence'],
					hint: ['一句话只说一件事', 'One thing in one sentence'],
					translated: true,
				}),
			)
			.max(20),
		{ label, hint, translated: true },
	).default([]);

/** A promise of the county after an incident, which everyone can watch being kept. */
const promise = z.strictObject({
	what: field(line(200), {
		label: ['承诺做什么', 'What is promised'],
		hint: ['能看出做没做到的一句话', 'One sentence of which one can see whether it was done'],
		translated: true,
	}),
	owner: field(code, {
		label: ['负责单位', 'Owner'],
		hint: ['由谁做到', 'Who is to do it'],
		optionsFrom: 'issuers',
	}),
	due: field(day, {
		label: ['期限', 'Due'],
		hint: ['过了这一天没完成，页面会标明逾期', 'The page says so when it is not done by then'],
	}),
	doneOn: field(day.optional(), {
		label: ['完成日期', 'Done on'],
		hint: ['做到了再填', 'Only once it is done'],
	}),
	note: field(line(200).optional(), {
		label: ['进展说明', 'How it goes'],
		hint: ['可不填。做到哪一步，为什么推迟', 'Optional. How far it is, or why it is late'],
		translated: true,
	}),
});

/** What the county says about its own response (突发事件应对法 2024 Art. 87). */
const review = z.strictObject({
	publishedAt: field(instant, {
		label: ['公布时间', 'Published at'],
		hint: ['到这个时间，评估才出现在事件页', 'The review is on the incident’s page from then on'],
	}),
	reviewedBy: field(code, {
		label: ['评估单位', 'Reviewed by'],
		hint: ['谁牵头评估', 'Who led the review'],
		optionsFrom: 'issuers',
	}),
	happened: sentences(
		['发生了什么', 'What happened'],
		['按时间写，一项一句', 'In the order of time, one sentence each'],
	),
	wentWell: sentences(['哪里做得好', 'What went well'], ['一项一句', 'One sentence each']),
	wentBadly: sentences(
		['哪里做得不够', 'What did not go well'],
		['如实写，不推给个人', 'As it was, without blaming a person'],
	),
	promises: field(z.array(promise).max(30), {
		label: ['我们承诺', 'What we promise'],
		hint: ['一项一件事，写明谁、到哪天', 'One thing each: who, and by when'],
		translated: true,
	}).default([]),
	commentsUntil: field(instant.optional(), {
		label: ['征求意见到', 'Comments until'],
		hint: ['可不填。填了，事件页上可以写意见', 'Optional. The page takes comments until then'],
	}),
});

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
	phase: phase(
		['开始时的阶段', 'Phase at the beginning'],
		['以后的变化写在“阶段变化”里', 'What changes later is written below'],
	),
	phases: field(z.array(phaseStep).max(20), {
		label: ['阶段变化', 'Changes of phase'],
		hint: ['一项一次变化，公开可见', 'One change each, for everyone to read'],
	}).default([]),
	areas,
	issuer: owner,
	startedAt: field(instant, {
		label: ['开始时间', 'Started at'],
		initially: 'now',
		hint: ['事件发生或通报的时间', 'When it began or was reported'],
	}),
	endedAt: field(instant.optional(), {
		label: ['结束时间', 'Ended at'],
		hint: ['可不填。应对结束的时间，多半是解除公告的时间', 'Optional. When the county stood down'],
	}),
	review: field(review.optional(), {
		label: ['事后评估', 'Review'],
		hint: ['可不填。应对结束以后写', 'Optional, after it is over'],
		translated: true,
	}),
	anniversaries: field(z.boolean().default(true), {
		label: ['周年当天显示关怀提示', 'Comfort on anniversaries'],
		hint: ['不希望每年这一天提起，就关掉', 'Turn it off if the day should not be recalled'],
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
