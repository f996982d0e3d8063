import { z } from 'zod';
import {
	audience,
	audienceOptions,
	code,
	field,
	hazard,
	hazardOptions,
	instant,
	line,
	ref,
} from './fields.schema.ts';

/** Which version of the text a file holds: how a translation is found to be behind. */
export const textVersion = field(z.int().min(1).default(1), {
	label: ['文本版本', 'Text version'],
	hint: [
		'新稿保持1。已发布的文字改动后加1；译文填它所译的版本，数字较小表示译文还没跟上',
		'A new text stays at 1. Add 1 when a published text changes; in a translation, give the version that it translates',
	],
	translated: true,
});

/** The same again for who reads with difficulty (WCAG 2.2, 3.1.5): what it is, until when, what to do, whom to call. */
export const easyToRead = field(
	z
		.array(
			field(line(90), {
				label: ['一句短话', 'One short sentence'],
				hint: ['不超过18个字，一句只说一件事', 'At most 12 words, one thing in each'],
				translated: true,
			}),
		)
		.max(7),
	{
		label: ['简明版', 'Easy to read'],
		hint: [
			'可不填。给识字不多、看不清的人：用家常话，不用文件用语；时间、电话和正文一致',
			'Optional. For people who read with difficulty: everyday words; times and numbers as in the text',
		],
		translated: true,
	},
).default([]);

/** Before this instant no page, feed or alert has the entry. */
export const publishAt = field(instant.optional(), {
	label: ['定时发布', 'Publish at'],
	hint: [
		'可不填，发布后立即可见。填了，到点前不出现在任何页面',
		'Optional. Nothing shows it before this time; left empty, it shows at once',
	],
});

/** The event that an entry belongs to. */
export const incident = field(ref.optional(), {
	label: ['所属事件编号', 'Incident'],
	hint: [
		'可不填。在“事件”栏目打开该事件，编号是网址的最后一段',
		'Optional. Open the incident in its collection: its name is the last part of the address',
	],
});

/** Who answers for what an entry says. */
export const owner = field(code, {
	label: ['负责单位', 'Owner'],
	hint: ['内容由谁负责、居民有疑问该问谁', 'Who answers for this, and whom residents may ask'],
	optionsFrom: 'issuers',
});

/** From whom the county has it, where that is a partner. */
export const source = field(code.optional(), {
	label: ['消息来源', 'Source'],
	hint: [
		'可不填。由村（社区）、医院、学校、商超等提供时选，在“门户设置”里维护',
		'Optional. Where a village, hospital, school or shop gave it; they are kept in the settings',
	],
	optionsFrom: 'partners',
});

export const readers = field(z.array(audience).max(6), {
	label: ['写给谁', 'Audience'],
	hint: ['可多选。没有特定对象就选“所有人”', 'One or more. “Everyone” if nobody in particular'],
	options: audienceOptions,
}).default(['everyone']);

export const topics = field(z.array(code).min(1).max(5), {
	label: ['主题', 'Topics'],
	hint: [
		'选一到五个，居民按主题查找和订阅',
		'One to five; residents browse and subscribe by topic',
	],
	optionsFrom: 'topics',
});

/** Which areas an entry is about. */
export const areas = field(z.array(code).min(1).max(60), {
	label: ['适用区域', 'Areas'],
	hint: ['可多选。全县都适用只选县名', 'One or more. For the whole county choose the county alone'],
	optionsFrom: 'areas',
});

/** For which hazards a text is kept ready; the readiness board counts it for each of them. */
export const hazards = field(z.array(hazard).max(11), {
	label: ['用于哪些灾害', 'For which hazards'],
	hint: [
		'可不填。平时为哪些灾害备着，“应急准备一览”会算上它',
		'Optional. For which it is kept ready; the readiness board counts it',
	],
	options: hazardOptions,
}).default([]);
