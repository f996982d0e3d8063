import { z } from 'zod';
import { caseFigures } from './case-figures.schema.ts';
import { correction } from './correction.schema.ts';
import {
	change,
	code,
	type FieldMeta,
	field,
	hazard,
	hazardOptions,
	instant,
	line,
	markdown,
	paragraph,
	phone,
	ref,
	stamp,
	status,
	statusOptions,
} from './fields.schema.ts';
import { attachments, recordings } from './media.schema.ts';
import { officialReference } from './official-reference.schema.ts';
import { sessions } from './session.schema.ts';
import {
	areas,
	easyToRead,
	incident,
	publishAt,
	readers,
	source,
	textVersion,
	topics,
} from './shared-fields.schema.ts';

const sentence = (label: readonly [string, string], more: Pick<FieldMeta, 'hint' | 'when'> = {}) =>
	field(
		z
			.array(
				field(line(200), {
					label: ['一句话', 'One sentence'],
					hint: ['一句话只说一件事', 'One thing in one sentence'],
					translated: true,
				}),
			)
			.max(8),
		{
			label,
			translated: true,
			...more,
		},
	).default([]);

/** What is asked of notices about something that goes on. */
const aboutAnEvent = { category: ['warning', 'measure', 'situation', 'recovery'] } as const;
const aboutAWarning = { category: ['warning'] } as const;
const aboutWhatIsKnown = { category: ['warning', 'situation', 'recovery'] } as const;

/** A statement that the issuing body stands behind. Fields after 突发事件应对法 (2024) Art. 64 and CAP 1.2 §3.2. */
export const noticeSchema = z.strictObject({
	title: field(line(80), {
		label: ['标题', 'Headline'],
		hint: [
			'标题本身就是事实。中文不超过30字，英文不超过80个字符',
			'The headline is itself the fact: at most 30 characters in Chinese, 80 in English',
		],
		translated: true,
	}),
	summary: field(line(200), {
		label: ['一句话摘要', 'Summary'],
		hint: [
			'推送和短信用它：什么事、哪里、怎么做。中文不超过70字，英文不超过160个字符',
			'Used in alerts: what, where, what to do; at most 70 characters in Chinese, 160 in English',
		],
		translated: true,
	}),
	category: field(z.enum(['warning', 'measure', 'supply', 'service', 'situation', 'recovery']), {
		label: ['类别', 'Category'],
		hint: [
			'先选类别，下面只出现这一类要填的内容',
			'Choose this first: only the fields that it needs are shown',
		],
		options: {
			warning: ['预警', 'Warning'],
			measure: ['防控措施', 'Measure'],
			supply: ['物资保障', 'Supplies'],
			service: ['便民服务', 'Service'],
			situation: ['情况通报', 'Situation report'],
			recovery: ['恢复重建', 'Recovery'],
		},
	}),
	lifecycle: field(
		z.enum(['issue', 'update', 'correction', 'withdrawal', 'lift']).default('issue'),
		{
			label: ['发布类型', 'Lifecycle'],
			hint: [
				'级别、区域、时间有变化时新建一条“更新”，不要改旧的',
				'A change of level, area or time is a new update, never an edit',
			],
			options: {
				issue: ['首次发布', 'First issue'],
				update: ['更新', 'Update'],
				correction: ['更正', 'Correction'],
				withdrawal: ['撤回（误发）', 'Withdrawal (sent in error)'],
				lift: ['解除', 'Lift (all clear)'],
			},
		},
	),
	references: field(z.array(ref).max(10), {
		label: ['针对哪几条公告', 'Refers to'],
		when: { lifecycle: ['update', 'correction', 'withdrawal', 'lift'] },
		hint: [
			'必填。打开原公告，编号是网址的最后一段。从“快速发布”开始会自动填好',
			'Required. Open the notice: its name is the last part of the address. Quick publish fills this in',
		],
	}).default([]),
	status: field(status.default('actual'), {
		label: ['真实或演练', 'Status'],
		hint: ['演练和测试不会出现在公众页面', 'Exercises and tests are on no public page'],
		options: statusOptions,
	}),
	hazard: field(hazard, {
		label: ['灾害或事件种类', 'Hazard'],
		hint: ['没有合适的就选“其他”', '“Other” if none fits'],
		options: hazardOptions,
	}),
	eventGrade: field(z.enum(['extraordinary', 'major', 'serious', 'general']).optional(), {
		label: ['事件等级', 'Event grade'],
		when: aboutAnEvent,
		hint: [
			'突发事件应对法第三条；与预警级别是两回事',
			'The grade of the event, not of the warning',
		],
		options: {
			extraordinary: ['特别重大', 'Extraordinary'],
			major: ['重大', 'Major'],
			serious: ['较大', 'Serious'],
			general: ['一般', 'General'],
		},
	}),
	warningColor: field(z.enum(['red', 'orange', 'yellow', 'blue']).optional(), {
		label: ['预警颜色', 'Warning colour'],
		when: aboutAWarning,
		hint: [
			'只转发法定预警：必须同时填写预警发布单位和编号',
			'Statutory warnings are relayed: issuing body and official number are required',
		],
		options: {
			red: ['红色（一级）', 'Red (Level I)'],
			orange: ['橙色（二级）', 'Orange (Level II)'],
			yellow: ['黄色（三级）', 'Yellow (Level III)'],
			blue: ['蓝色（四级）', 'Blue (Level IV)'],
		},
	}),
	responseLevel: field(z.enum(['I', 'II', 'III', 'IV']).optional(), {
		label: ['响应级别', 'Response level'],
		hint: [
			'应急响应的级别，以响应通知为准',
			'The level of the emergency response, as its order says',
		],
		when: aboutAnEvent,
		options: {
			I: ['一级响应', 'Level I response'],
			II: ['二级响应', 'Level II response'],
			III: ['三级响应', 'Level III response'],
			IV: ['四级响应', 'Level IV response'],
		},
	}),
	officialReference: field(officialReference.optional(), {
		label: ['法定预警出处', 'Official reference'],
		hint: ['填了预警颜色就必填，照原文填写', 'Required with a warning colour; as in the original'],
		when: aboutAWarning,
	}),
	urgency: field(z.enum(['immediate', 'expected', 'future', 'past']).default('expected'), {
		label: ['紧迫程度', 'Urgency'],
		hint: ['居民要在多久之内行动', 'How soon residents have to act'],
		options: {
			immediate: ['立即', 'Immediate'],
			expected: ['近几小时', 'Expected'],
			future: ['将来', 'Future'],
			past: ['已过去', 'Past'],
		},
	}),
	certainty: field(z.enum(['observed', 'likely', 'possible', 'unlikely']).default('likely'), {
		label: ['确定程度', 'Certainty'],
		hint: ['事情有多大把握：已发生、很可能、可能', 'How sure it is: happened, likely, possible'],
		options: {
			observed: ['已发生', 'Observed'],
			likely: ['很可能', 'Likely'],
			possible: ['可能', 'Possible'],
			unlikely: ['不大可能', 'Unlikely'],
		},
	}),
	areas,
	audience: readers,
	topics,
	incident,
	issuer: field(code, {
		label: ['发布单位', 'Issuing body'],
		hint: ['公告以谁的名义发布', 'In whose name the notice is issued'],
		optionsFrom: 'issuers',
	}),
	source,
	documentNumber: field(line(60).optional(), {
		label: ['文号', 'Document number'],
		hint: ['可不填。没有正式发文就空着', 'Optional. Empty if there is no document'],
	}),
	effective: field(instant, {
		label: ['生效时间', 'In force from'],
		initially: 'now',
		hint: ['默认是现在', 'Now, unless you change it'],
	}),
	onset: field(instant.optional(), {
		label: ['预计影响开始', 'Expected onset'],
		hint: ['可不填。灾害预计到来的时间', 'Optional. When the hazard is expected to arrive'],
		when: aboutAWarning,
	}),
	expires: field(instant.optional(), {
		label: ['失效时间', 'In force until'],
		hint: [
			'到时自动标明失效。没有确定的结束时间，就填下面的复核期限',
			'The page says so by itself. If the end is not known, give a review date below',
		],
	}),
	reviewBy: field(instant.optional(), {
		label: ['复核期限', 'To be reviewed by'],
		hint: [
			'失效时间没定时必填：到时由本单位复核是否继续有效',
			'Required without an end: when the issuing body looks again whether it still holds',
		],
	}),
	nextUpdateAt: field(instant.optional(), {
		label: ['下次更新时间', 'Next update at'],
		hint: ['预警和情况通报必填', 'Required for warnings and situation reports'],
	}),
	known: sentence(['已经知道', 'What we know'], {
		hint: ['一项写一句，只写核实过的', 'One sentence each, and only what is verified'],
		when: aboutWhatIsKnown,
	}),
	unknown: sentence(['还不知道', 'What we do not know yet'], {
		hint: ['一项写一句，如实写明', 'One sentence each'],
		when: aboutWhatIsKnown,
	}),
	doing: sentence(['正在做', 'What is being done'], {
		hint: ['一项写一句：谁、做什么、到什么时候', 'One sentence each: who, what, until when'],
		when: aboutWhatIsKnown,
	}),
	actions: sentence(['请这样做', 'What to do'], {
		hint: ['“请”是建议；“必须”只用于有文号的法定义务', '“Must” only where the law says so'],
	}),
	avoid: sentence(['请不要', 'What not to do'], {
		hint: ['一项写一句，只写真有危险的', 'One sentence each; only what is really dangerous'],
	}),
	noActionNeeded: field(z.boolean().default(false), {
		label: ['无需采取行动', 'No action needed'],
		hint: ['确实不用居民做什么时才打开', 'Only when residents really have nothing to do'],
	}),
	easyToRead,
	body: field(markdown.default(''), {
		label: ['正文', 'Text'],
		hint: [
			'上面没有说完的写在这里，短段落、小标题',
			'What was not said above; short paragraphs, headings',
		],
		widget: 'markdown',
		translated: true,
	}),
	caseFigures: field(caseFigures.optional(), {
		label: ['病例数据', 'Case figures'],
		hint: ['可不填。只转载，不自行统计', 'Optional. Figures are relayed, never computed here'],
		when: { category: ['situation', 'warning'] },
	}),
	phones: field(
		z
			.array(
				field(phone, {
					label: ['号码', 'Number'],
					hint: ['只写数字和短横线，例如 0000-5550120', 'Digits and hyphens, such as 0000-5550120'],
				}),
			)
			.max(6),
		{
			label: ['咨询电话', 'Phone numbers'],
			hint: ['最多6个，写有人接听的号码', 'At most 6, and only numbers that somebody answers'],
		},
	).default([]),
	correction: field(correction.optional(), {
		label: ['更正内容', 'Correction'],
		hint: [
			'原来写的、更正为、出错原因，三项都填',
			'All three: what it said, what is right, and why',
		],
		when: { lifecycle: ['correction'] },
		translated: true,
	}),
	sessions,
	dialectScript: field(paragraph(1000).optional(), {
		label: ['大喇叭稿（方言）', 'Loudspeaker script in dialect'],
		hint: [
			'可不填。按当地说法写，级别、时间、电话要和公告一致',
			'Optional. As it is said locally; level, times and numbers as in the notice',
		],
		widget: 'text',
	}),
	recordings,
	attachments,
	alert: field(z.boolean().default(false), {
		label: ['发布后推送提醒', 'Send an alert'],
		hint: [
			'发布生效后由系统推送一次。解除和撤回：前文推送过的，不勾也会推送',
			'Sent once, after the page is live. What ends or withdraws an alert is sent even if this is off',
		],
	}),
	alertRevision: field(z.int().min(1).max(99).default(1), {
		label: ['提醒版次', 'Alert revision'],
		hint: ['需要再次推送时加一', 'Raise it by one to alert again'],
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
