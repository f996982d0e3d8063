import type { Scenario } from '../course.ts';

/** A notice goes out with a wrong place and has to be taken back. */
export const wrongNotice: Scenario = {
	id: 'wrong-notice',
	title: { 'zh-CN': '发错公告，当场撤回', en: 'A wrong notice, taken back at once' },
	summary: {
		'zh-CN':
			'按错误的来电发出转移公告，几分钟后发现地点写错。练的是多快发现、多快撤回、村里多快取下。',
		en: 'A notice to move people goes out on a wrong call. The place turns out wrong minutes later. How fast is it seen, withdrawn, and taken down in the villages?',
	},
	minutes: 40,
	injects: [
		{
			id: 'first',
			kind: 'task',
			step: 'publish',
			minute: 0,
			target: 15,
			template: { phase: 'first', hazard: 'landslide' },
			text: {
				'zh-CN': '值班电话：石门乡后山有裂缝，请通知转移。请起草并签发。',
				en: 'The duty line: cracks on the slope behind Shimen. Tell people to move. Write it and sign it off.',
			},
		},
		{
			id: 'doubt',
			kind: 'report',
			minute: 8,
			channel: 'phone-or-sms',
			text: {
				'zh-CN': '我就在石门后山，没看到裂缝，是不是说错地方了？',
				en: 'I am right behind Shimen and see no crack. Is it the wrong place?',
			},
		},
		{
			id: 'withdraw',
			kind: 'task',
			step: 'withdraw',
			minute: 12,
			target: 10,
			template: { phase: 'sent-in-error', hazard: 'landslide' },
			text: {
				'zh-CN':
					'自然资源局核实：裂缝在别处，石门乡没有危险。请撤回公告，说清哪里错了、现在该怎么做。',
				en: 'The geology office has checked: the cracks are elsewhere, Shimen is safe. Withdraw the notice; say what was wrong and what to do now.',
			},
		},
	],
};
