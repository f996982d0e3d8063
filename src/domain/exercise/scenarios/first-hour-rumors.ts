import type { Hazard } from '../../readiness.ts';
import type { InBoth } from '../../templates/hazards.ts';

/** What goes round in the first hour of a hazard, as residents ask about it, and what is found out about it. */
export interface FirstHourRumor {
	readonly asked: InBoth<string>;
	readonly passedOn: InBoth<string>;
	readonly finding: InBoth<string>;
}

/** One for each hazard: of the kinds that went round in such events, about no real place. */
export const firstHourRumors: { readonly [hazard in Hazard]: FirstHourRumor } = {
	'infectious-disease': {
		asked: {
			'zh-CN': '说县医院已经住满了，发烧也不收，是真的吗？',
			en: 'They say the county hospital is full and turns fevers away. Is it true?',
		},
		passedOn: {
			'zh-CN': '亲戚群里都在说医院不收发烧的人了',
			en: 'Our family group says the hospital takes nobody with a fever any more',
		},
		finding: {
			'zh-CN': '卫健局书面答复：发热门诊24小时接诊，床位够用。请发布结论。',
			en: 'The health office answers in writing: the fever clinic is open day and night and has beds. Publish the answer.',
		},
	},
	flood: {
		asked: {
			'zh-CN': '听说上游要开闸，今晚淹到我们村，是不是真的？',
			en: 'I hear the gates upstream open tonight and our village goes under. Is that so?',
		},
		passedOn: {
			'zh-CN': '村里人都说今晚放水，让往山上跑',
			en: 'Everyone in the village says the water comes tonight and to run for the hills',
		},
		finding: {
			'zh-CN': '水利局书面答复：按计划小流量泄洪，不会漫堤。请发布结论。',
			en: 'The water office answers in writing: a small release as planned, the banks hold. Publish the answer.',
		},
	},
	typhoon: {
		asked: {
			'zh-CN': '网上说台风改道直扑咱们县，要停电三天，真的吗？',
			en: 'It says online that the typhoon has turned straight at us, and power is off for three days. True?',
		},
		passedOn: {
			'zh-CN': '超市都在抢东西，说要停电三天',
			en: 'People are emptying the shop because the power goes for three days',
		},
		finding: {
			'zh-CN': '气象局、供电公司书面答复：路径没有变，没有停电计划。请发布结论。',
			en: 'The weather office and the power company answer in writing: the track is unchanged, no cut is planned. Publish the answer.',
		},
	},
	landslide: {
		asked: {
			'zh-CN': '有人说进乡的路被山体滑坡全堵死了，救护车进不来？',
			en: 'Someone says a landslide has cut the only road and no ambulance gets in?',
		},
		passedOn: {
			'zh-CN': '视频里整座山都塌了，说就是我们这里',
			en: 'A video shows the whole hill coming down, and they say it is here',
		},
		finding: {
			'zh-CN': '交通局书面答复：一处落石，单边通行，救护车能走；视频不是本县的。请发布结论。',
			en: 'The road office answers in writing: one rockfall, one lane open, ambulances pass; the video is from elsewhere. Publish the answer.',
		},
	},
	earthquake: {
		asked: {
			'zh-CN': '群里说今晚两点还有更大的地震，要不要睡外面？',
			en: 'Our group says a bigger quake comes at two tonight. Should we sleep outside?',
		},
		passedOn: {
			'zh-CN': '邻居都说地震局内部通知了，半夜有大震',
			en: 'The neighbors say the quake office told its own people of a big one at night',
		},
		finding: {
			'zh-CN':
				'地震局书面答复：没有发布过任何短临预报，目前没有办法把地震预报到几点钟。请发布结论。',
			en: 'The quake office answers in writing: it has forecast nothing, and no quake can be forecast to the hour. Publish the answer.',
		},
	},
	fire: {
		asked: {
			'zh-CN': '城关那边着火，说烟有毒，全城都要关窗撤离？',
			en: 'There is a fire in town. They say the smoke is poison and everyone must leave?',
		},
		passedOn: {
			'zh-CN': '说是化工厂炸了，大家快跑',
			en: 'They say it is the chemical works that blew up, run',
		},
		finding: {
			'zh-CN': '消防、生态环境部门书面答复：仓库起火，已经控制，空气监测正常。请发布结论。',
			en: 'Fire and environment offices answer in writing: a warehouse, under control, the air is normal. Publish the answer.',
		},
	},
	cold: {
		asked: {
			'zh-CN': '听说高速、国道全封一周，年货都运不进来了？',
			en: 'I hear all main roads shut for a week and no food gets in. Really?',
		},
		passedOn: {
			'zh-CN': '菜市场都在说要断菜了，快去囤',
			en: 'At the market they say vegetables run out, go and stock up',
		},
		finding: {
			'zh-CN': '交通局、商务局书面答复：结冰路段分时放行，运菜车优先。请发布结论。',
			en: 'Road and trade offices answer in writing: icy stretches open by turns, food lorries go first. Publish the answer.',
		},
	},
	heat: {
		asked: {
			'zh-CN': '说高温要拉闸限电，晚上不让开空调，是真的吗？',
			en: 'They say power is rationed in the heat and no air conditioner may run at night. Is it true?',
		},
		passedOn: {
			'zh-CN': '物业群里转的，今晚开始轮流停电',
			en: 'The house group says power goes off in turns from tonight',
		},
		finding: {
			'zh-CN': '供电公司书面答复：居民用电不限，没有轮流停电的安排。请发布结论。',
			en: 'The power company answers in writing: homes are not rationed, no cuts in turns are planned. Publish the answer.',
		},
	},
	'water-supply': {
		asked: {
			'zh-CN': '说自来水里有毒，烧开也不能喝，是真的吗？',
			en: 'They say the tap water is poisoned, even when boiled. Is it true?',
		},
		passedOn: {
			'zh-CN': '都说水厂出事了，快去买瓶装水',
			en: 'Everyone says something happened at the waterworks, go and buy bottles',
		},
		finding: {
			'zh-CN': '水务、疾控部门书面答复：管道抢修带出铁锈，放清后可用，化验合格。请发布结论。',
			en: 'Water and health offices answer in writing: rust from a repair, clear after running, tests passed. Publish the answer.',
		},
	},
	'food-safety': {
		asked: {
			'zh-CN': '听说学校食堂吃倒了几百个学生，是真的吗？',
			en: 'I hear hundreds of pupils fell ill from the school kitchen. Is it true?',
		},
		passedOn: {
			'zh-CN': '家长群说已经有孩子没了',
			en: 'The parents’ group says a child has died',
		},
		finding: {
			'zh-CN': '市场监管、卫健部门书面答复：11名学生腹泻，没有重症，已留样送检。请发布结论。',
			en: 'Food and health offices answer in writing: eleven pupils with upset stomachs, none grave, samples are being tested. Publish the answer.',
		},
	},
	other: {
		asked: {
			'zh-CN': '说县里出大事了，今晚路都要封，是真的吗？',
			en: 'They say something big has happened and the roads shut tonight. Is it true?',
		},
		passedOn: {
			'zh-CN': '几个群都在转，说要出不去了',
			en: 'Several groups pass on that nobody will get out',
		},
		finding: {
			'zh-CN': '公安局书面答复：没有封路的安排，道路通行正常。请发布结论。',
			en: 'The police answer in writing: no road is to be shut, traffic is normal. Publish the answer.',
		},
	},
};
