import { z } from 'zod';
import {
	audience,
	audienceOptions,
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
	webAddress,
} from './fields.schema.ts';
import { attachments, recordings } from './media.schema.ts';
import { sessions } from './session.schema.ts';

const sentence = (label: readonly [string, string], more: Pick<FieldMeta, 'hint' | 'when'> = {}) =>
	field(z.array(field(line(200), { label: ['一句话', 'One sentence'], translated: true })).max(8), {
		label,
		translated: true,
		...more,
	}).default([]);

/** What is asked of notices about something that goes on. */
const aboutAnEvent = { category: ['warning', 'measure', 'situation', 'recovery'] } as const;
const aboutAWarning = { category: ['warning'] } as const;
const aboutWhatIsKnown = { category: ['warning', 'situation', 'recovery'] } as const;

/** Figures about cases are relayed, never computed: they stand with their source and the time they are valid for. */
const caseFigures = z.strictObject({
	confirmed: field(z.int().min(0).optional(), { label: ['确诊（例）', 'Confirmed'] }),
	suspected: field(z.int().min(0).optional(), { label: ['疑似（例）', 'Suspected'] }),
	severe: field(z.int().min(0).optional(), { label: ['重症（例）', 'Severe'] }),
	recovered: field(z.int().min(0).optional(), { label: ['治愈（例）', 'Recovered'] }),
	died: field(z.int().min(0).optional(), { label: ['死亡（例）', 'Died'] }),
	asOf: field(instant, { label: ['数据截至', 'Figures as of'] }),
	source: field(code, {
		label: ['数据来源（发布单位）', 'Source (issuing body)'],
		hint: ['只转载有权单位发布的数据', 'Relay only figures of the body entitled to publish them'],
		optionsFrom: 'issuers',
	}),
	sourceUrl: field(webAddress.optional(), { label: ['来源网址', 'Source address'] }),
});

const officialReference = z.strictObject({
	issuedBy: field(code, { label: ['预警发布单位', 'Issuing body'], optionsFrom: 'issuers' }),
	number: field(line(60), { label: ['预警编号或文号', 'Official number'] }),
	url: field(webAddress.optional(), { label: ['原文网址', 'Address of the original'] }),
});

const correction = z.strictObject({
	was: field(line(300), { label: ['原来写的', 'It said'], translated: true }),
	now: field(line(300), { label: ['更正为', 'Correct is'], translated: true }),
	why: field(line(300), { label: ['出错原因', 'Why it was wrong'], translated: true }),
});

/** A statement that the issuing body stands behind. Fields after 突发事件应对法 (2024) Art. 64 and CAP 1.2 §3.2. */
export const noticeSchema = z.strictObject({
	title: field(line(80), {
		label: ['标题', 'Headline'],
		hint: [
			'标题本身就是事实，中文不超过30字',
			'The headline is itself the fact, at most 80 characters',
		],
		translated: true,
	}),
	summary: field(line(200), {
		label: ['一句话摘要', 'Summary'],
		hint: [
			'推送和短信用它：什么事、哪里、怎么做，不超过70字',
			'Used in alerts: what, where, what to do; at most 160 characters',
		],
		translated: true,
	}),
	category: field(z.enum(['warning', 'measure', 'supply', 'service', 'situation', 'recovery']), {
		label: ['类别', 'Category'],
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
		hint: ['更新、更正、撤回、解除时必填原公告的编号', 'Required unless this is a first issue'],
	}).default([]),
	status: field(status.default('actual'), {
		label: ['真实或演练', 'Status'],
		options: statusOptions,
	}),
	hazard: field(hazard, { label: ['灾害或事件种类', 'Hazard'], options: hazardOptions }),
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
		when: aboutAWarning,
	}),
	urgency: field(z.enum(['immediate', 'expected', 'future', 'past']).default('expected'), {
		label: ['紧迫程度', 'Urgency'],
		options: {
			immediate: ['立即', 'Immediate'],
			expected: ['近几小时', 'Expected'],
			future: ['将来', 'Future'],
			past: ['已过去', 'Past'],
		},
	}),
	certainty: field(z.enum(['observed', 'likely', 'possible', 'unlikely']).default('likely'), {
		label: ['确定程度', 'Certainty'],
		options: {
			observed: ['已发生', 'Observed'],
			likely: ['很可能', 'Likely'],
			possible: ['可能', 'Possible'],
			unlikely: ['不大可能', 'Unlikely'],
		},
	}),
	areas: field(z.array(code).min(1).max(60), {
		label: ['适用区域', 'Areas'],
		optionsFrom: 'areas',
	}),
	audience: field(z.array(audience).max(6), {
		label: ['写给谁', 'Audience'],
		options: audienceOptions,
	}).default(['everyone']),
	topics: field(z.array(code).min(1).max(5), { label: ['主题', 'Topics'], optionsFrom: 'topics' }),
	incident: field(ref.optional(), { label: ['所属事件编号', 'Incident'] }),
	issuer: field(code, { label: ['发布单位', 'Issuing body'], optionsFrom: 'issuers' }),
	documentNumber: field(line(60).optional(), { label: ['文号', 'Document number'] }),
	effective: field(instant, { label: ['生效时间', 'In force from'] }),
	onset: field(instant.optional(), {
		label: ['预计影响开始', 'Expected onset'],
		when: aboutAWarning,
	}),
	expires: field(instant.optional(), {
		label: ['失效时间', 'In force until'],
		hint: ['没有确定的结束时间就填写复核日期', 'Or give a review date below'],
	}),
	reviewBy: field(instant.optional(), { label: ['复核期限', 'To be reviewed by'] }),
	nextUpdateAt: field(instant.optional(), {
		label: ['下次更新时间', 'Next update at'],
		hint: ['预警和情况通报必填', 'Required for warnings and situation reports'],
	}),
	known: sentence(['已经知道', 'What we know'], { when: aboutWhatIsKnown }),
	unknown: sentence(['还不知道', 'What we do not know yet'], { when: aboutWhatIsKnown }),
	doing: sentence(['正在做', 'What is being done'], { when: aboutWhatIsKnown }),
	actions: sentence(['请这样做', 'What to do'], {
		hint: ['“请”是建议；“必须”只用于有文号的法定义务', '“Must” only where the law says so'],
	}),
	avoid: sentence(['请不要', 'What not to do']),
	noActionNeeded: field(z.boolean().default(false), {
		label: ['无需采取行动', 'No action needed'],
	}),
	caseFigures: field(caseFigures.optional(), {
		label: ['病例数据', 'Case figures'],
		when: { category: ['situation', 'warning'] },
	}),
	phones: field(z.array(field(phone, { label: ['号码', 'Number'] })).max(6), {
		label: ['咨询电话', 'Phone numbers'],
	}).default([]),
	correction: field(correction.optional(), {
		label: ['更正内容', 'Correction'],
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
		hint: ['发布生效后由系统推送一次', 'Sent once, after the page is live'],
	}),
	alertRevision: field(z.int().min(1).max(99).default(1), {
		label: ['提醒版次', 'Alert revision'],
		hint: ['需要再次推送时加一', 'Raise it by one to alert again'],
	}),
	publishAt: field(instant.optional(), {
		label: ['定时发布', 'Publish at'],
		hint: ['到点前不出现在任何页面', 'Nothing shows it before this time'],
	}),
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
		label: ['正文', 'Text'],
		widget: 'markdown',
		translated: true,
	}),
});
