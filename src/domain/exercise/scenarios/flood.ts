import type { Scenario } from '../course.ts';

/** A typhoon brings a flood, and a rumor of a broken dam. */
export const flood: Scenario = {
	id: 'flood',
	title: { 'zh-CN': '台风暴雨，水库溃坝谣言', en: 'A typhoon, and a rumor of a broken dam' },
	summary: {
		'zh-CN': '台风带来强降雨。要发第一条公告，同时群里传“水库垮了”，十几分钟内越传越多。',
		en: 'A typhoon brings heavy rain. A first notice is due, while groups pass on that the dam has broken, more of them every few minutes.',
	},
	minutes: 60,
	injects: [
		{
			id: 'first',
			kind: 'task',
			step: 'publish',
			minute: 0,
			target: 30,
			template: { phase: 'first', hazard: 'flood' },
			text: {
				'zh-CN':
					'水文站报：沿河三个乡镇一小时内可能漫水。请起草、签发第一条公告，写清哪里、怎么做、下次更新时间。',
				en: 'The gauging station reports that three townships along the river may flood within the hour. Write and sign off the first notice: where, what to do, when the next word comes.',
			},
		},
		{
			id: 'dam-1',
			kind: 'report',
			minute: 5,
			channel: 'wechat-group',
			text: {
				'zh-CN': '群里说上游水库垮了，水马上到，是真的吗？',
				en: 'Our group says the dam upstream has broken and the water is coming. Is it true?',
			},
		},
		{
			id: 'dam-2',
			kind: 'report',
			minute: 8,
			channel: 'phone-or-sms',
			text: {
				'zh-CN': '亲戚打电话来说水库大坝垮了，叫我们赶紧上山',
				en: 'A relative rang: the dam has given way and we should run up the hill',
			},
		},
		{
			id: 'dam-3',
			kind: 'report',
			minute: 10,
			channel: 'short-video',
			text: {
				'zh-CN': '有视频拍到水库决堤，说就是咱们县的',
				en: 'A video shows a reservoir bursting, and they say it is ours',
			},
		},
		{
			id: 'check',
			kind: 'task',
			step: 'checking',
			minute: 10,
			target: 15,
			text: {
				'zh-CN': '“水库垮了”在多个群里传。请在演练台归并报告，先发“正在核实”，写明下次更新时间。',
				en: 'The broken dam goes from group to group. Group the reports at the exercise desk and say first that it is being checked, and when more will be known.',
			},
		},
		{
			id: 'dam-4',
			kind: 'report',
			minute: 14,
			channel: 'neighbors',
			text: {
				'zh-CN': '村口都在说水库垮坝了，还要不要转移',
				en: 'Everyone at the village gate says the dam broke. Do we still have to move?',
			},
		},
		{
			id: 'dam-5',
			kind: 'report',
			minute: 16,
			channel: 'wechat-moments',
			text: {
				'zh-CN': '朋友圈都在转水库溃坝的消息',
				en: 'Everyone is sharing that the dam has burst',
			},
		},
		{
			id: 'withdraw',
			kind: 'task',
			step: 'withdraw',
			minute: 40,
			target: 15,
			template: { phase: 'sent-in-error', hazard: 'flood' },
			text: {
				'zh-CN':
					'水文站更正：读数有误，公告里的乡镇不会漫水。请撤回公告，说清哪里错了、现在该怎么做。',
				en: 'The gauging station was wrong: the townships of the notice are safe. Withdraw it; say what was wrong and what to do now.',
			},
		},
		{
			id: 'deny',
			kind: 'task',
			step: 'answer',
			minute: 20,
			target: 25,
			text: {
				'zh-CN': '水利局书面答复：大坝完好，正常泄洪，下游水位会涨约40厘米。请发布结论。',
				en: 'The water office answers in writing: the dam is sound and lets water out as planned; the river below rises by some 40 cm. Publish the answer.',
			},
		},
	],
};
