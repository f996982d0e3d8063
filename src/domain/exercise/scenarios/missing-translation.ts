import type { Scenario } from '../course.ts';

/** A notice is out in Chinese alone, while people who cannot read it ask. */
export const missingTranslation: Scenario = {
	id: 'missing-translation',
	title: { 'zh-CN': '外文缺译', en: 'A missing translation' },
	summary: {
		'zh-CN': '停水公告只有中文。外地和国外的家人来问。练的是译文多久跟上，事实不能改。',
		en: 'A notice about the water supply is in Chinese alone. Families elsewhere ask. How soon does the translation follow, with the facts unchanged?',
	},
	minutes: 45,
	injects: [
		{
			id: 'first',
			kind: 'task',
			step: 'publish',
			minute: 0,
			target: 15,
			template: { phase: 'first', hazard: 'water-supply', untranslated: true },
			text: {
				'zh-CN': '水厂抢修，县城停水到18:00。请签发公告，先发中文，不等译文。',
				en: 'The waterworks are being repaired, no water in town until 18:00. Sign off the notice in Chinese first, without waiting for a translation.',
			},
		},
		{
			id: 'abroad',
			kind: 'report',
			minute: 10,
			channel: 'website',
			text: {
				'zh-CN': '我在国外，看不懂中文，家里老人那边停水到几点？',
				en: 'I am abroad and cannot read it. Until when has my grandmother no water?',
			},
		},
		{
			id: 'translate',
			kind: 'task',
			step: 'translate',
			minute: 15,
			target: 20,
			text: {
				'zh-CN': '请补上英文并签发。时间、地点和电话以中文稿为准，不要改。',
				en: 'Add the English text and sign it off. Times, places and phones stay as they are in Chinese.',
			},
		},
	],
};
