import type { Scenario } from '../course.ts';

/** A cluster of fevers, and a rumor that the county will be closed. */
export const outbreak: Scenario = {
	id: 'outbreak',
	title: { 'zh-CN': '聚集性发热，封城谣言', en: 'A cluster of fevers, and a rumor of a lockdown' },
	summary: {
		'zh-CN': '学校出现聚集性发热。要先发“已知、未知、正在做什么”，再答“今晚封城”的谣言。',
		en: 'Fevers cluster at a school. First say what is known, what is not and what is being done; then answer the rumor of a lockdown tonight.',
	},
	minutes: 90,
	injects: [
		{
			id: 'lockdown-1',
			kind: 'report',
			minute: 0,
			channel: 'wechat-group',
			text: {
				'zh-CN': '群里说今晚零点全县封城，是真的吗？',
				en: 'The group says the whole county is closed from midnight. Is that so?',
			},
		},
		{
			id: 'first',
			kind: 'task',
			step: 'publish',
			minute: 2,
			target: 30,
			template: { phase: 'holding', hazard: 'infectious-disease' },
			text: {
				'zh-CN':
					'疾控报：一所小学有11名学生发热，原因未明。请先发一条公告：已知什么、还不知道什么、正在做什么。',
				en: 'The disease control center reports eleven pupils with fever at one school, cause unknown. Publish what is known, what is not, and what is being done.',
			},
		},
		{
			id: 'lockdown-2',
			kind: 'report',
			minute: 6,
			channel: 'neighbors',
			text: {
				'zh-CN': '听说今天夜里12点就要封城了，超市都在抢',
				en: 'I hear the county is locked down at twelve tonight, the shops are being emptied',
			},
		},
		{
			id: 'lockdown-3',
			kind: 'report',
			minute: 9,
			channel: 'wechat-moments',
			text: {
				'zh-CN': '今晚零点封城的截图是真的假的',
				en: 'The screenshot about closing the county at midnight, real or fake?',
			},
		},
		{
			id: 'check',
			kind: 'task',
			step: 'checking',
			minute: 10,
			target: 20,
			text: {
				'zh-CN': '“今晚封城”一小时内有三人来问。请归并，并先答复“正在核实”。',
				en: 'Three people ask within minutes about the lockdown. Group them, and say first that it is being checked.',
			},
		},
		{
			id: 'school',
			kind: 'report',
			minute: 15,
			channel: 'phone-or-sms',
			text: {
				'zh-CN': '孩子在那所小学，要不要去做检测？',
				en: 'My child goes to that school. Do we need a test?',
			},
		},
		{
			id: 'lockdown-4',
			kind: 'report',
			minute: 20,
			channel: 'short-video',
			text: {
				'zh-CN': '视频里说高速口已经堵上了，今晚就封城',
				en: 'A video says the motorway exit is blocked already, lockdown tonight',
			},
		},
		{
			id: 'deny',
			kind: 'task',
			step: 'answer',
			minute: 25,
			target: 40,
			text: {
				'zh-CN': '指挥部答复：没有封城的决定，高速口只做体温登记。请发布结论，并写清依据。',
				en: 'The command answers: no lockdown was decided, the motorway exit only takes temperatures. Publish the answer with its grounds.',
			},
		},
	],
};
