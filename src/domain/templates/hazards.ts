import type { Notice } from '../notice.ts';

/** Words in the languages that templates are written in. A further language begins empty. */
export interface InBoth<Text> {
	readonly 'zh-CN': Text;
	readonly en: Text;
}

/** What is always right to say about a hazard before anything else is known. */
export interface HazardAdvice {
	/** What it is called in a headline. */
	readonly name: InBoth<string>;
	readonly actions: InBoth<readonly string[]>;
	readonly avoid: InBoth<readonly string[]>;
}

export const hazardAdvice: { readonly [hazard in Notice['hazard']]: HazardAdvice } = {
	'infectious-disease': {
		name: { 'zh-CN': '传染病疫情', en: 'infectious disease' },
		actions: {
			'zh-CN': ['有发热、咳嗽，请先打电话再去发热门诊。', '室内公共场所请戴口罩，回家请洗手。'],
			en: [
				'With fever or a cough, please call before you go to a fever clinic.',
				'Please wear a mask indoors and wash your hands.',
			],
		},
		avoid: {
			'zh-CN': ['请不要带病上班、上学或聚餐。'],
			en: ['Please do not go to work, school or meals together when you are ill.'],
		},
	},
	flood: {
		name: { 'zh-CN': '暴雨洪水', en: 'heavy rain and flooding' },
		actions: {
			'zh-CN': ['住在低洼处和河边的，请转移到高处。', '请带上证件、常用药和手机，听村里安排。'],
			en: [
				'If you live on low ground or by the river, please move to higher ground.',
				'Please take papers, medicine and a phone, and follow your village committee.',
			],
		},
		avoid: {
			'zh-CN': ['请不要蹚水过河、过桥。', '请不要开车进入积水路段。'],
			en: [
				'Please do not wade through rivers or over bridges.',
				'Please do not drive into standing water.',
			],
		},
	},
	typhoon: {
		name: { 'zh-CN': '台风', en: 'a typhoon' },
		actions: {
			'zh-CN': ['请关好门窗，收起阳台上的东西。', '住危房、工棚的，请到安置点避险。'],
			en: [
				'Please close doors and windows and clear your balcony.',
				'If your house is unsafe, please go to a shelter.',
			],
		},
		avoid: {
			'zh-CN': ['请不要在广告牌、大树下停留。', '台风眼过境时风会变小，请不要外出。'],
			en: [
				'Please keep away from billboards and large trees.',
				'The wind drops as the eye passes: please stay inside.',
			],
		},
	},
	landslide: {
		name: { 'zh-CN': '山体滑坡', en: 'landslides' },
		actions: {
			'zh-CN': ['住在山脚、沟口的，请转移到安置点。', '看到裂缝、听到异响，请马上离开并告诉村里。'],
			en: [
				'If you live at the foot of a slope, please move to a shelter.',
				'If you see cracks or hear rumbling, leave at once and tell your village committee.',
			],
		},
		avoid: {
			'zh-CN': ['请不要顺着沟道跑，要往两侧高处走。', '解除以前，请不要回家取东西。'],
			en: [
				'Please do not run along the gully: go up to either side.',
				'Please do not go back for belongings before the all-clear.',
			],
		},
	},
	earthquake: {
		name: { 'zh-CN': '地震', en: 'an earthquake' },
		actions: {
			'zh-CN': ['摇晃时请躲在结实的桌下，护住头颈。', '摇晃停止后，请走楼梯到空旷处。'],
			en: [
				'While it shakes, please shelter under a sturdy table and protect your head.',
				'When it stops, please take the stairs to open ground.',
			],
		},
		avoid: {
			'zh-CN': ['请不要乘电梯，不要跳楼。', '余震期间，请不要回到受损房屋。'],
			en: [
				'Please do not use lifts or jump from windows.',
				'Please do not go back into damaged houses during aftershocks.',
			],
		},
	},
	fire: {
		name: { 'zh-CN': '火灾', en: 'a fire' },
		actions: {
			'zh-CN': ['请远离火场，给消防车让出道路。', '下风向的居民请关窗，听通知撤离。'],
			en: [
				'Please keep away from the fire and leave the road to fire engines.',
				'Downwind, please close windows and leave when told to.',
			],
		},
		avoid: {
			'zh-CN': ['请不要自发上山扑火。', '请不要返回火场取东西。'],
			en: ['Please do not go to fight the fire yourself.', 'Please do not go back for belongings.'],
		},
	},
	cold: {
		name: { 'zh-CN': '寒潮冰冻', en: 'cold and ice' },
		actions: {
			'zh-CN': ['请给老人、孩子加衣，包好水管。', '烧炭取暖请开窗通风，防一氧化碳中毒。'],
			en: [
				'Please keep the old and the young warm and wrap water pipes.',
				'If you burn charcoal, please keep a window open: carbon monoxide kills.',
			],
		},
		avoid: {
			'zh-CN': ['路面结冰时，请不要骑车、开车上山。'],
			en: ['Please do not ride or drive on icy mountain roads.'],
		},
	},
	heat: {
		name: { 'zh-CN': '高温', en: 'extreme heat' },
		actions: {
			'zh-CN': ['请多喝水，11点到16点少在户外活动。', '请常去看看独居老人。'],
			en: [
				'Please drink water and stay out of the sun from 11:00 to 16:00.',
				'Please look in on older people who live alone.',
			],
		},
		avoid: {
			'zh-CN': ['请不要把孩子、老人留在车里。', '请不要到野外水域游泳。'],
			en: [
				'Please never leave children or older people in a car.',
				'Please do not swim in rivers or reservoirs.',
			],
		},
	},
	'water-supply': {
		name: { 'zh-CN': '供水', en: 'the water supply' },
		actions: {
			'zh-CN': ['请先储好够一天用的水。', '恢复供水后，请先放掉发黄的水再用。'],
			en: [
				'Please store enough water for a day.',
				'When the water is back, let it run clear before you use it.',
			],
		},
		avoid: {
			'zh-CN': ['接到通知前，请不要直接喝自来水。'],
			en: ['Please do not drink tap water until told that you can.'],
		},
	},
	'food-safety': {
		name: { 'zh-CN': '食品安全', en: 'food safety' },
		actions: {
			'zh-CN': ['买到的，请停止食用，留好包装和小票。', '吃后不舒服，请马上就医，带上剩下的食品。'],
			en: [
				'If you bought it, please stop eating it and keep the packaging and receipt.',
				'If you feel ill, please see a doctor at once and take what is left.',
			],
		},
		avoid: {
			'zh-CN': ['请不要转送他人或喂家畜。'],
			en: ['Please do not give it to others or to animals.'],
		},
	},
	other: {
		name: { 'zh-CN': '突发情况', en: 'an incident' },
		actions: {
			'zh-CN': ['请听大喇叭和村（社区）通知。', '请照看好老人、孩子。'],
			en: [
				'Please follow loudspeakers and your village committee.',
				'Please look after older people and children.',
			],
		},
		avoid: {
			'zh-CN': ['请不要前往现场围观。'],
			en: ['Please do not go to the scene.'],
		},
	},
};
