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
import { areas, incident, publishAt, textVersion, topics } from './shared-fields.schema.ts';

const evidence = z.strictObject({
	what: field(line(240), {
		label: ['依据', 'What it shows'],
		hint: ['这条证据说明了什么', 'What this piece of evidence shows'],
		translated: true,
	}),
	who: field(line(80), {
		label: ['出自', 'Who says so'],
		hint: ['单位或文件的全称', 'The full name of the body or document'],
		translated: true,
	}),
	date: field(day, {
		label: ['日期', 'Date'],
		hint: ['证据作出或公布的日期', 'When it was given or published'],
	}),
	url: field(webAddress.optional(), {
		label: ['网址', 'Address'],
		hint: ['可不填。能公开查看的网页', 'Optional. A page that everyone can open'],
	}),
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
		hint: [
			'先说结论，再说怎么做。中文不超过70字，英文不超过160个字符',
			'The answer first, then what to do: at most 70 characters in Chinese, 160 in English',
		],
		translated: true,
	}),
	claim: field(line(200), {
		label: ['传言内容（中性转述，只写一次）', 'The claim, in neutral words, once'],
		hint: [
			'用自己的话平实转述，不加感叹号，不带人名',
			'In your own plain words, without names or exclamation marks',
		],
		translated: true,
	}),
	state: field(z.enum(['checking', 'answered']).default('answered'), {
		label: ['状态', 'State'],
		hint: [
			'还在查就选“核实中”，先告诉大家什么时候有结果',
			'While it is being checked say so, and when more will be known',
		],
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
		hint: ['演练和测试不会出现在公众页面', 'Exercises and tests are on no public page'],
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
			hint: ['可不填。选最主要的一种', 'Optional. The main one'],
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
	areas,
	topics,
	incident,
	issuer: field(code, {
		label: ['核实单位', 'Checked by'],
		hint: ['对这条结论负责的单位', 'The body that answers for the verdict'],
		optionsFrom: 'issuers',
	}),
	heardAt: field(instant, {
		label: ['首次收到', 'First heard'],
		initially: 'now',
		hint: [
			'第一次收到这个说法的时间，默认是现在',
			'When the claim was first heard; now, unless you change it',
		],
	}),
	checkedAt: field(instant.optional(), {
		label: ['作出结论时间', 'Verdict given at'],
		hint: ['给出结论的必填', 'Required with a verdict'],
		when: answered,
	}),
	nextUpdateAt: field(instant.optional(), {
		label: ['下次更新时间', 'Next update at'],
		hint: ['核实中和尚无定论必填', 'Required while checking or unproven'],
	}),
	reviewBy: field(day.optional(), {
		label: ['复核日期', 'To be reviewed by'],
		hint: [
			'可不填。情况可能变化的，到时再看一次',
			'Optional. When to look again, if things may change',
		],
	}),
	fact: field(paragraph(1200), {
		label: ['事实', 'The fact'],
		hint: [
			'真实情况是什么，把能核对的时间、地点、数字写清楚',
			'What is true, with times, places and figures that can be checked',
		],
		translated: true,
	}),
	why: field(paragraph(1200).optional(), {
		label: ['这个说法错在哪里', 'Why the claim misleads'],
		hint: [
			'说明错在哪里，不嘲笑转发的人',
			'Where it goes wrong, without mocking those who passed it on',
		],
		when: answered,
		translated: true,
	}),
	actions: field(
		z
			.array(
				field(line(200), {
					label: ['一句话', 'One sentence'],
					hint: ['一句话只说一件事', 'One thing in one sentence'],
					translated: true,
				}),
			)
			.max(6),
		{
			label: ['您可以这样做', 'What you can do'],
			hint: ['一项写一句，可不填', 'One sentence each; optional'],
			translated: true,
		},
	).default([]),
	evidence: field(z.array(evidence).max(12), {
		label: ['证据', 'Evidence'],
		when: answered,
		hint: ['给出结论至少要有一条', 'A verdict needs at least one'],
		translated: true,
	}).default([]),
	aliases: field(
		z
			.array(
				field(line(200), {
					label: ['说法', 'Wording'],
					hint: ['居民可能这样问', 'As a resident may put it'],
					translated: true,
				}),
			)
			.max(40),
		{
			label: ['传言的其他说法', 'Other wordings of the claim'],
			hint: ['由编辑改写，不照抄网民原话', 'Written by editors, never copied from a resident'],
			translated: true,
		},
	).default([]),
	body: field(markdown.default(''), {
		label: ['补充说明', 'More'],
		hint: ['可不填。上面没有说完的写在这里', 'Optional. What was not said above'],
		widget: 'markdown',
		translated: true,
	}),
	relatedNotices: field(z.array(ref).max(8), {
		label: ['相关公告', 'Related notices'],
		hint: [
			'可不填。公告的编号，是网址的最后一段',
			'Optional. The names of notices: the last part of their addresses',
		],
	}).default([]),
	item: field(code.optional(), {
		label: ['辟谣工作台事项', 'Desk item'],
		hint: ['由工作台自动填写', 'Filled in by the desk'],
		widget: 'hidden',
	}),
	alert: field(z.boolean().default(false), {
		label: ['发布后推送提醒', 'Send an alert'],
		hint: [
			'打开后推送给订阅的居民，只推一次',
			'Sent once to those who subscribed, after the page is live',
		],
	}),
	alertRevision: field(z.int().min(1).max(99).default(1), {
		label: ['提醒版次', 'Alert revision'],
		hint: ['一般不改。需要再次推送时加1', 'Leave it, unless you want to alert again: then add 1'],
	}),
	publishAt,
	version: textVersion,
	changes: field(z.array(change).max(40), {
		label: ['修改记录', 'Changes'],
		hint: [
			'发布后改了什么写在这里，公开可见。新稿不填',
			'What was changed after publication, for everyone to read. Empty in a new text',
		],
		translated: true,
	}).default([]),
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
});
