import { z } from 'zod';
import {
	change,
	code,
	day,
	field,
	instant,
	line,
	markdown,
	paragraph,
	ref,
	stamp,
	status,
	statusOptions,
	webAddress,
} from './fields.schema.ts';

const evidence = z.strictObject({
	what: field(line(240), { label: ['依据', 'What it shows'], translated: true }),
	who: field(line(80), { label: ['出自', 'Who says so'], translated: true }),
	date: field(day, { label: ['日期', 'Date'] }),
	url: field(webAddress.optional(), { label: ['网址', 'Address'] }),
});

/** What is asked once a verdict is given. */
const answered = { state: ['answered'] } as const;

/** An answer to a claim that residents asked about: fact, warning, why it misleads, fact again (Debunking Handbook 2020). */
export const rumorResponseSchema = z.strictObject({
	title: field(line(80), {
		label: ['标题（写事实）', 'Headline (the fact)'],
		hint: ['写真相，不重复传言：“饮水供应正常”', 'State the truth, not the rumor'],
		translated: true,
	}),
	summary: field(line(200), {
		label: ['一句话回答', 'Answer in one sentence'],
		translated: true,
	}),
	claim: field(line(200), {
		label: ['传言内容（中性转述，只写一次）', 'The claim, in neutral words, once'],
		translated: true,
	}),
	state: field(z.enum(['checking', 'answered']).default('answered'), {
		label: ['状态', 'State'],
		options: { checking: ['核实中', 'Checking'], answered: ['已答复', 'Answered'] },
	}),
	verdict: field(z.enum(['true', 'outdated', 'misleading', 'unproven', 'false']).optional(), {
		label: ['结论', 'Verdict'],
		when: answered,
		hint: ['核实中不填', 'Leave empty while checking'],
		options: {
			true: ['属实：已证实', 'True: confirmed'],
			outdated: ['旧闻：曾经属实，已过时', 'Outdated: was true, is over'],
			misleading: ['误导：有真实成分，但说法有误', 'Misleading: a true kernel in a wrong frame'],
			unproven: ['尚无定论：证据不足', 'Unproven: not enough evidence'],
			false: ['不实：与证据不符', 'False: contradicted by named evidence'],
		},
	}),
	status: field(status.default('actual'), {
		label: ['真实或演练', 'Status'],
		options: statusOptions,
	}),
	technique: field(
		z
			.enum([
				'old-news',
				'out-of-context',
				'impersonation',
				'overgeneralisation',
				'false-expert',
				'altered-image',
			])
			.optional(),
		{
			label: ['为什么会误导', 'How it misleads'],
			when: answered,
			options: {
				'old-news': ['旧闻翻炒', 'Old news'],
				'out-of-context': ['张冠李戴', 'Out of context'],
				impersonation: ['冒充官方', 'Impersonation'],
				overgeneralisation: ['以偏概全', 'Overgeneralisation'],
				'false-expert': ['假冒专家', 'False expert'],
				'altered-image': ['拼接或合成的图片', 'Altered or generated image'],
			},
		},
	),
	areas: field(z.array(code).min(1).max(60), {
		label: ['涉及区域', 'Areas'],
		optionsFrom: 'areas',
	}),
	topics: field(z.array(code).min(1).max(5), { label: ['主题', 'Topics'], optionsFrom: 'topics' }),
	incident: field(ref.optional(), { label: ['所属事件编号', 'Incident'] }),
	issuer: field(code, { label: ['核实单位', 'Checked by'], optionsFrom: 'issuers' }),
	heardAt: field(instant, { label: ['首次收到', 'First heard'] }),
	checkedAt: field(instant.optional(), {
		label: ['作出结论时间', 'Verdict given at'],
		when: answered,
	}),
	nextUpdateAt: field(instant.optional(), {
		label: ['下次更新时间', 'Next update at'],
		hint: ['核实中和尚无定论必填', 'Required while checking or unproven'],
	}),
	reviewBy: field(day.optional(), { label: ['复核日期', 'To be reviewed by'] }),
	fact: field(paragraph(1200), { label: ['事实', 'The fact'], translated: true }),
	why: field(paragraph(1200).optional(), {
		label: ['这个说法错在哪里', 'Why the claim misleads'],
		when: answered,
		translated: true,
	}),
	actions: field(
		z.array(field(line(200), { label: ['一句话', 'One sentence'], translated: true })).max(6),
		{ label: ['您可以这样做', 'What you can do'], translated: true },
	).default([]),
	evidence: field(z.array(evidence).max(12), {
		label: ['证据', 'Evidence'],
		when: answered,
		hint: ['给出结论至少要有一条', 'A verdict needs at least one'],
		translated: true,
	}).default([]),
	aliases: field(
		z.array(field(line(200), { label: ['说法', 'Wording'], translated: true })).max(40),
		{
			label: ['传言的其他说法', 'Other wordings of the claim'],
			hint: ['由编辑改写，不照抄网民原话', 'Written by editors, never copied from a resident'],
			translated: true,
		},
	).default([]),
	relatedNotices: field(z.array(ref).max(8), { label: ['相关公告', 'Related notices'] }).default(
		[],
	),
	item: field(code.optional(), {
		label: ['辟谣工作台事项', 'Desk item'],
		hint: ['由工作台自动填写', 'Filled in by the desk'],
		widget: 'hidden',
	}),
	alert: field(z.boolean().default(false), { label: ['发布后推送提醒', 'Send an alert'] }),
	alertRevision: field(z.int().min(1).max(99).default(1), {
		label: ['提醒版次', 'Alert revision'],
	}),
	publishAt: field(instant.optional(), { label: ['定时发布', 'Publish at'] }),
	version: field(z.int().min(1).default(1), {
		label: [
			'文本版本（译文填所译版本）',
			'Text version (in a translation: the version it translates)',
		],
		translated: true,
	}),
	changes: field(z.array(change).max(40), {
		label: ['修改记录', 'Changes'],
		translated: true,
	}).default([]),
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
	body: field(markdown.default(''), {
		label: ['补充说明', 'More'],
		widget: 'markdown',
		translated: true,
	}),
});
