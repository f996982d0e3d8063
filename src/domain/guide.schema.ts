import { z } from 'zod';
import { day, field, hazard, hazardOptions, line, markdown, stamp } from './fields.schema.ts';
import { attachments } from './media.schema.ts';
import { easyToRead, hazards, owner, publishAt, textVersion } from './shared-fields.schema.ts';

const duty = z.strictObject({
	who: field(line(80), {
		label: ['谁', 'Who'],
		hint: ['部门或岗位', 'A department or post'],
		translated: true,
	}),
	does: field(line(200), {
		label: ['做什么', 'Does what'],
		hint: ['一句话写清职责', 'The duty, in one sentence'],
		translated: true,
	}),
});

/** Ways in which a county reaches people; what each means to them is said in the plan. */
export const tellingMeans = [
	'siren',
	'loudspeaker',
	'sms',
	'push',
	'door-to-door',
	'notice-board',
	'portal',
	'broadcast',
] as const;

const telling = z.strictObject({
	means: field(z.enum(tellingMeans), {
		label: ['渠道', 'Means'],
		hint: ['居民听到、看到的是什么', 'What residents hear or see'],
		options: {
			siren: ['警报器', 'Siren'],
			loudspeaker: ['大喇叭', 'Loudspeaker'],
			sms: ['短信', 'Text message'],
			push: ['网页推送', 'Web push'],
			'door-to-door': ['上门通知', 'Door to door'],
			'notice-board': ['村公告栏', 'Notice board'],
			portal: ['本门户', 'This portal'],
			broadcast: ['电视广播', 'Radio and television'],
		},
	}),
	meaning: field(line(200), {
		label: ['意味着什么、该怎么做', 'What it means and what to do'],
		hint: [
			'例如：长鸣三分钟，马上往高处走',
			'Such as: three minutes without a break, go to higher ground at once',
		],
		translated: true,
	}),
});

const kitGroup = z.strictObject({
	name: field(line(40), {
		label: ['分类', 'Group'],
		hint: ['例如：水和食物', 'Such as: water and food'],
		translated: true,
	}),
	items: field(
		z
			.array(
				field(line(120), {
					label: ['一样东西', 'One thing'],
					hint: ['写清楚多少', 'Say how much'],
					translated: true,
				}),
			)
			.min(1)
			.max(20),
		{
			label: ['要备的东西', 'Things to have'],
			hint: ['一项写一样，居民逐项打勾', 'One thing each; residents tick them off'],
			translated: true,
		},
	),
});

/** A preparedness guide, or the public version of an emergency plan. */
export const guideSchema = z.strictObject({
	title: field(line(80), {
		label: ['标题', 'Title'],
		hint: ['让人一看就知道讲什么', 'It says at a glance what this is about'],
		translated: true,
	}),
	summary: field(line(200), {
		label: ['一句话摘要', 'Summary'],
		hint: ['这份指南帮居民做到什么', 'What it helps residents to do'],
		translated: true,
	}),
	kind: field(z.enum(['guide', 'plan', 'prebunk']), {
		label: ['种类', 'Kind'],
		hint: ['预案要写明谁做什么', 'A plan also says who does what'],
		options: {
			guide: ['准备指南', 'Guide'],
			plan: ['应急预案（公众版）', 'Plan (public version)'],
			prebunk: ['识谣指南', 'Prebunk'],
		},
	}),
	hazard: field(hazard, {
		label: ['灾害或事件种类', 'Hazard'],
		hint: ['没有合适的就选“其他”', '“Other” if none fits'],
		options: hazardOptions,
	}),
	alsoFor: hazards,
	phase: field(z.enum(['reduction', 'readiness', 'response', 'recovery']), {
		label: ['阶段', 'Phase'],
		hint: ['在灾害的哪个阶段用', 'When it is used'],
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
	approvedOn: field(day, {
		label: ['批准日期', 'Approved on'],
		hint: ['这一版由有权单位批准的日期', 'When this edition was approved'],
	}),
	reviewBy: field(day, {
		label: ['复核日期', 'To be reviewed by'],
		hint: [
			'到这一天重新审一次，过期会有提示',
			'When to look at it again; the page says when that is overdue',
		],
	}),
	attachments,
	issuer: owner,
	duties: field(z.array(duty).max(20), {
		label: ['谁做什么', 'Who does what'],
		hint: ['一项写一个部门或岗位', 'One department or post each'],
		when: { kind: ['plan'] },
		translated: true,
	}).default([]),
	steps: field(
		z
			.array(
				field(line(200), {
					label: ['一步', 'One step'],
					hint: ['一句话写一步', 'One step in one sentence'],
					translated: true,
				}),
			)
			.max(20),
		{
			label: ['您要做的', 'What to do'],
			hint: ['一项写一步，按先后顺序', 'One step each, in order'],
			translated: true,
		},
	).default([]),
	telling: field(z.array(telling).max(10), {
		label: ['怎么通知您', 'How you will be told'],
		hint: [
			'一项写一个渠道，写清听到、看到后该怎么做',
			'One means each, with what to do when one hears or sees it',
		],
		when: { kind: ['plan'] },
		translated: true,
	}).default([]),
	kit: field(z.array(kitGroup).max(12), {
		label: ['物品清单', 'Checklist'],
		hint: [
			'可不填。居民可以打勾、打印，勾选只留在自己的设备上',
			'Optional. Residents can tick and print it; ticks stay on their own device',
		],
		when: { kind: ['guide', 'plan'] },
		translated: true,
	}).default([]),
	easyToRead,
	body: field(markdown.default(''), {
		label: ['正文', 'Text'],
		hint: ['可不填。上面没有说完的写在这里', 'Optional. What was not said above'],
		widget: 'markdown',
		translated: true,
	}),
	publishAt,
	version: textVersion,
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
});
