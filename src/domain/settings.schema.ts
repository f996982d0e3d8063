import { z } from 'zod';
import {
	audience,
	audienceOptions,
	code,
	day,
	field,
	hazard,
	hazardOptions,
	line,
	localizedText,
	phone,
	webAddress,
} from './fields.schema.ts';
import { weekdays } from './hotline-hours.ts';
import { missingFromConsent } from './push-consent.ts';

const issuer = z.strictObject({
	code: field(code, {
		label: ['代码', 'Code'],
		hint: [
			'小写字母、数字和短横线。用过以后不要再改',
			'Lower-case letters, digits, hyphens. Never change it once it is used',
		],
	}),
	name: field(localizedText(60), {
		label: ['名称', 'Name'],
		hint: ['居民看到的名称', 'As residents see it'],
	}),
	phone: field(phone.optional(), {
		label: ['电话', 'Phone'],
		hint: ['可不填。公开的办公电话', 'Optional. A public office number'],
	}),
});

const onGrid = (label: readonly [string, string], hint: readonly [string, string]) =>
	field(z.int().min(0).max(100).optional(), { label, hint });

const areaFields = z.strictObject({
	code: field(code, {
		label: ['区划代码', 'Division code'],
		hint: ['GB/T 2260 代码', 'GB/T 2260 code'],
	}),
	name: field(localizedText(40), {
		label: ['名称', 'Name'],
		hint: ['居民看到的名称', 'As residents see it'],
	}),
	kind: field(z.enum(['county', 'township']), {
		label: ['层级', 'Kind'],
		hint: [
			'全县只有一条，其余是乡镇、街道',
			'One entry is the whole county, all others are townships',
		],
		options: { county: ['全县', 'Whole county'], township: ['乡镇、街道', 'Township'] },
	}),
	mapX: onGrid(
		['示意图横向位置', 'Place on the map, across'],
		['可不填。0是最西，100是最东', 'Optional. 0 is the west end, 100 the east'],
	),
	mapY: onGrid(
		['示意图纵向位置', 'Place on the map, down'],
		['可不填。0是最北，100是最南', 'Optional. 0 is the north end, 100 the south'],
	),
});

const area = areaFields.superRefine(({ mapX, mapY }, context) => {
	if ((mapX === undefined) === (mapY === undefined)) return;
	context.addIssue({
		code: 'custom',
		input: mapX,
		path: [mapX === undefined ? 'mapX' : 'mapY'],
		params: { problem: 'map-needs-both', values: {} },
	});
});

const topic = z.strictObject({
	code: field(code, {
		label: ['代码', 'Code'],
		hint: [
			'小写字母、数字和短横线。用过以后不要再改',
			'Lower-case letters, digits, hyphens. Never change it once it is used',
		],
	}),
	name: field(localizedText(40), {
		label: ['名称', 'Name'],
		hint: ['居民看到的名称', 'As residents see it'],
	}),
});

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;

const span = z.strictObject({
	opens: field(z.string().regex(clockTime), {
		label: ['开始', 'Opens'],
		hint: ['例如 08:00', 'Such as 08:00'],
	}),
	closes: field(z.string().regex(/^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/), {
		label: ['结束', 'Closes'],
		hint: [
			'例如 18:00。比开始早，就是到第二天',
			'Such as 18:00. Earlier than the beginning means on the next day',
		],
	}),
	days: field(z.array(z.enum(weekdays)).min(1).max(7), {
		label: ['星期几', 'Days'],
		hint: ['可多选，不改就是每天', 'One or more; every day unless changed'],
		options: {
			mon: ['周一', 'Monday'],
			tue: ['周二', 'Tuesday'],
			wed: ['周三', 'Wednesday'],
			thu: ['周四', 'Thursday'],
			fri: ['周五', 'Friday'],
			sat: ['周六', 'Saturday'],
			sun: ['周日', 'Sunday'],
		},
	}).default([...weekdays]),
});

/** A number someone can call. An overdue check is flagged, the number is never hidden. */
const hotline = z.strictObject({
	code: field(code, {
		label: ['代码', 'Code'],
		hint: [
			'小写字母、数字和短横线。用过以后不要再改',
			'Lower-case letters, digits, hyphens. Never change it once it is used',
		],
	}),
	number: field(phone, {
		label: ['号码', 'Number'],
		hint: ['直接能拨通的号码', 'As it is dialled'],
	}),
	name: field(localizedText(60), {
		label: ['名称', 'Name'],
		hint: ['居民看到的名称', 'As residents see it'],
	}),
	purpose: field(localizedText(120), {
		label: ['什么时候打', 'When to call'],
		hint: ['一句话，例如：家里断药了', 'In a few words, such as: when medicine runs out'],
	}),
	kind: field(z.enum(['emergency', 'support', 'service']), {
		label: ['种类', 'Kind'],
		hint: ['紧急热线排在最前', 'Emergency numbers come first'],
		options: {
			emergency: ['紧急', 'Emergency'],
			support: ['心理支持', 'Support'],
			service: ['政务与服务', 'Service'],
		},
	}),
	hours: field(z.array(span).max(14), {
		label: ['服务时间', 'Hours'],
		hint: [
			'核实过才填，北京时间。一项写一段；24小时就填00:00和24:00',
			'Only when verified, in Beijing time. One span each; 00:00 to 24:00 is all day',
		],
	}).default([]),
	languages: field(z.array(line(20)).max(6), {
		label: ['语言', 'Languages'],
		hint: [
			'可不填。接线员会说的语言，例如：普通话',
			'Optional. What is spoken there, such as: Mandarin',
		],
	}).default([]),
	dialects: field(z.array(line(20)).max(6), {
		label: ['方言', 'Dialects'],
		hint: ['可不填。接线员听得懂的方言', 'Optional. Dialects that are understood there'],
	}).default([]),
	cost: field(localizedText(40).optional(), {
		label: ['费用', 'Cost'],
		hint: ['可不填。例如：免费', 'Optional. Such as: free'],
	}),
	audience: field(z.array(audience).max(6), {
		label: ['服务对象', 'Audience'],
		hint: ['没有特定对象就选“所有人”', '“Everyone” if nobody in particular'],
		options: audienceOptions,
	}).default(['everyone']),
	coverage: field(z.array(code).max(60), {
		label: ['服务区域', 'Coverage'],
		hint: [
			'可不填。只服务部分乡镇、街道才选',
			'Optional. Only where it serves certain townships alone',
		],
		optionsFrom: 'areas',
	}).default([]),
	hazards: field(z.array(hazard).max(11), {
		label: ['哪些灾害打这个号码', 'For which hazards'],
		hint: [
			'可不填。“应急准备一览”按它看每种灾害有没有核实过的热线',
			'Optional. The readiness board looks here for a verified number for each hazard',
		],
		options: hazardOptions,
	}).default([]),
	channels: field(
		z
			.array(z.enum(['phone', 'sms', 'chat', 'walk-in']))
			.min(1)
			.max(4),
		{
			label: ['联系方式', 'Channels'],
			hint: ['可多选', 'One or more'],
			options: {
				phone: ['打电话', 'Phone'],
				sms: ['发短信', 'Text message'],
				chat: ['网上文字聊', 'Chat'],
				'walk-in': ['上门当面谈', 'In person'],
			},
		},
	).default(['phone']),
	chatUrl: field(webAddress.optional(), {
		label: ['文字聊的网址', 'Address of the chat'],
		hint: ['可不填。选了“网上文字聊”再填', 'Optional. Where the chat is'],
	}),
	place: field(localizedText(120).optional(), {
		label: ['当面谈的地点', 'Where to go'],
		hint: ['可不填。选了“上门当面谈”再填', 'Optional. Where people are received'],
	}),
	operator: field(localizedText(60).optional(), {
		label: ['开办单位', 'Run by'],
		hint: ['可不填。热线由谁开办', 'Optional. Who runs the line'],
	}),
	fromAbroad: field(z.boolean().optional(), {
		label: ['境外能打通', 'Can be called from abroad'],
		hint: [
			'核实过才打开。国内短号一般从境外打不通',
			'Only when verified. Short Chinese numbers as a rule cannot be called from abroad',
		],
	}),
	anonymous: field(z.boolean().optional(), {
		label: ['可匿名', 'Anonymous'],
		hint: ['核实过可以不说姓名才打开', 'Only when it was verified that no name is asked'],
	}),
	sourceUrl: field(webAddress.optional(), {
		label: ['来源网址', 'Source'],
		hint: ['可不填。号码公布在哪里', 'Optional. Where the number is published'],
	}),
	verifiedOn: field(day.optional(), {
		label: ['核实日期', 'Verified on'],
		hint: ['打通过或书面确认过的日期', 'When somebody called it or confirmed it in writing'],
	}),
	verifiedBy: field(line(60).optional(), {
		label: ['核实人（岗位）', 'Verified by (post)'],
		hint: ['写岗位，不写姓名', 'A post, not a name'],
	}),
	reviewBy: field(day.optional(), {
		label: ['下次核实', 'Verify again by'],
		hint: ['到期会提示，号码不会消失', 'Flagged when it is overdue; the number never disappears'],
	}),
});

/** Somebody who speaks here beside the issuing bodies: what comes from them says so, and can be followed by itself. */
const partner = z.strictObject({
	code: field(code, {
		label: ['代码', 'Code'],
		hint: [
			'小写字母、数字和短横线。用过以后不要再改',
			'Lower-case letters, digits, hyphens. Never change it once it is used',
		],
	}),
	name: field(localizedText(60), {
		label: ['名称', 'Name'],
		hint: ['居民看到的名称', 'As residents see it'],
	}),
	kind: field(
		z.enum(['village', 'volunteers', 'hospital', 'school', 'market', 'utility', 'other']),
		{
			label: ['种类', 'Kind'],
			hint: ['居民按种类查找', 'Residents look for it by kind'],
			options: {
				village: ['村（社区）', 'Village'],
				volunteers: ['志愿者队伍', 'Volunteers'],
				hospital: ['医院、卫生院', 'Hospital or clinic'],
				school: ['学校', 'School'],
				market: ['商超、市场', 'Shops and markets'],
				utility: ['水电气通信', 'Water, power, gas, telephone'],
				other: ['其他', 'Other'],
			},
		},
	),
	speaksOf: field(localizedText(120, 200), {
		label: ['说什么', 'Speaks of'],
		hint: ['一句话，例如：门诊安排和床位', 'In a few words, such as: clinic hours and beds'],
	}),
	phone: field(phone.optional(), {
		label: ['电话', 'Phone'],
		hint: ['可不填。公开的、有人接听的号码', 'Optional. A public number that somebody answers'],
	}),
	areas: field(z.array(code).max(60), {
		label: ['服务区域', 'Areas'],
		hint: ['可不填。只服务部分乡镇才选', 'Optional. Only where it serves certain townships alone'],
		optionsFrom: 'areas',
	}).default([]),
	howToJoin: field(localizedText(300, 600).optional(), {
		label: ['怎么加入', 'How to join'],
		hint: [
			'可不填。志愿者队伍写清找谁、要什么条件',
			'Optional. For volunteers: whom to ask, and what it takes',
		],
	}),
});

const hours = (label: readonly [string, string], standard: number) =>
	field(z.int().min(1).max(1000).default(standard), {
		label,
		hint: ['按小时计，超时会有提示', 'In hours; what is late is flagged'],
	});

/** Promised times, in hours; domain facts 1.3 and 3.3. */
const clocks = z.strictObject({
	holdingLine: hours(['高风险传言首次回应（小时）', 'First line on a high-risk rumor (hours)'], 2),
	verdictHigh: hours(['高风险传言给出结论（小时）', 'Verdict on a high-risk rumor (hours)'], 24),
	verdictMedium: hours(
		['中风险传言给出结论（小时）', 'Verdict on a medium-risk rumor (hours)'],
		48,
	),
	helpPointStale: hours(['服务点信息过时（小时）', 'A help point is stale after (hours)'], 12),
	emergencySignature: hours(
		['紧急发布补签（小时）', 'Second signature after an emergency release (hours)'],
		1,
	),
});

const footer = z.strictObject({
	organiser: field(localizedText(60), {
		label: ['主办单位', 'Organiser'],
		hint: ['页脚显示的单位全称', 'Its full name, for the foot of each page'],
	}),
	operator: field(localizedText(60), {
		label: ['承办单位', 'Operator'],
		hint: ['页脚显示的单位全称', 'Its full name, for the foot of each page'],
	}),
	phone: field(phone, {
		label: ['联系电话', 'Contact phone'],
		hint: ['网站有问题时居民打的电话', 'Whom to call about the site'],
	}),
	siteCode: field(line(30).optional(), {
		label: ['网站标识码', 'Site code'],
		hint: ['政府网站标识码，可不填', 'The code of a government site; optional'],
	}),
	icp: field(line(60).optional(), {
		label: ['ICP备案号', 'ICP number'],
		hint: ['可不填', 'Optional'],
	}),
	publicSecurity: field(line(60).optional(), {
		label: ['公安备案号', 'Public security number'],
		hint: ['可不填', 'Optional'],
	}),
	badge: field(webAddress.optional(), {
		label: ['党政机关网站标识网址', 'Address of the government site badge'],
		hint: [
			'可不填。标识页的网址，例如 https://bszs.conac.cn/sitename?method=show&id=…',
			'Optional. The page of the badge, such as https://bszs.conac.cn/sitename?method=show&id=…',
		],
	}),
});

/** Push addresses lie with the makers of browsers abroad, so push is on only with a text that says who they are. */
const push = z
	.strictObject({
		enabled: field(z.boolean(), {
			label: ['开启网页推送', 'Web push on'],
			hint: [
				'下面的告知文本写明境外接收方后才能开启',
				'Only once the consent text below names the recipients abroad',
			],
		}),
		consent: field(localizedText(600), {
			label: ['订阅告知文本', 'Consent text'],
			hint: [
				'须写明境外接收方：谷歌、苹果、Mozilla、微软，并写“境外”二字（个人信息保护法第三十九条）',
				'Names the recipients abroad: Google, Apple, Mozilla, Microsoft, and in Chinese the word 境外 (PIPL Art. 39)',
			],
		}),
		countViews: field(z.boolean(), {
			label: ['统计提醒看了多少次', 'Count how often alerts are seen'],
			hint: [
				'开启后，抽样的浏览器告诉本站提醒显示了、打开了，只按天记次数，不记是谁',
				'Then a sample of browsers says that an alert was shown or opened; counted by day, without who it was',
			],
		}).default(false),
	})
	.superRefine(({ enabled, consent }, context) => {
		const missing = enabled ? missingFromConsent(consent) : [];
		if (missing.length === 0) return;
		context.addIssue({
			code: 'custom',
			input: enabled,
			path: ['enabled'],
			params: { problem: 'consent-names-nobody', values: { missing: missing.join(', ') } },
		});
	});

/** What one county's portal is: its name, areas, topics, issuing bodies, hotlines and promised times. */
export const settingsSchema = z.strictObject({
	name: field(localizedText(40), {
		label: ['门户名称', 'Name of the portal'],
		hint: ['显示在每一页的顶部', 'At the head of each page'],
	}),
	county: field(localizedText(40), {
		label: ['县名', 'County'],
		hint: ['县的全称', 'Its full name'],
	}),
	motto: field(localizedText(40).optional(), {
		label: ['标语', 'Motto'],
		hint: ['可不填。首页的一句话', 'Optional. A line on the home page'],
	}),
	fictional: field(z.boolean().default(false), {
		label: ['演示用虚构县', 'Fictional demo county'],
		hint: ['每个页面和每种输出都会注明', 'Every page and output says so'],
	}),
	sender: field(z.string().regex(/^[A-Za-z0-9.-]{3,60}$/), {
		label: ['CAP 发送方标识', 'CAP sender'],
		hint: [
			'写门户域名，不含空格和逗号。其他系统靠它认出本站，上线后不要再改',
			'The domain of the portal. Other systems know the portal by it: never change it once live',
		],
	}),
	issuers: field(z.array(issuer).min(1).max(60), {
		label: ['发布单位', 'Issuing bodies'],
		hint: ['有权发布内容的单位', 'Those who may issue'],
	}),
	areas: field(z.array(area).min(1).max(200), {
		label: ['区域', 'Areas'],
		hint: ['全县和各乡镇、街道', 'The county and its townships'],
	}),
	topics: field(z.array(topic).min(1).max(30), {
		label: ['主题', 'Topics'],
		hint: ['居民查找和订阅用的分类', 'By which residents browse and subscribe'],
	}),
	hotlines: field(z.array(hotline).max(60), {
		label: ['热线', 'Hotlines'],
		hint: [
			'居民可以拨打的号码；120、110、119、12356始终显示',
			'Numbers to call; 120, 110, 119 and 12356 always show',
		],
	}).default([]),
	partners: field(z.array(partner).max(100), {
		label: ['消息来源', 'Sources'],
		hint: [
			'村（社区）、志愿者、医院、学校、商超等可以具名提供消息的单位',
			'Villages, volunteers, hospitals, schools, shops: those whose word is passed on under their name',
		],
	}).default([]),
	hazards: field(z.array(hazard).max(11), {
		label: ['与本县有关的灾害', 'Hazards that concern the county'],
		hint: [
			'“应急准备一览”按这个列表核对。不填就核对全部灾害',
			'The readiness board goes by this list; left empty, it goes by all hazards',
		],
		options: hazardOptions,
	}).default([]),
	quickExit: field(webAddress.default('https://www.weather.com.cn/'), {
		label: ['快速离开去的网址', 'Where a quick exit leads'],
		hint: [
			'家庭暴力等页面上“快速离开”按钮打开的网址，选一个平常的天气页',
			'What the quick exit of pages on violence opens: an everyday weather page',
		],
	}),
	clocks: field(clocks.prefault({}), {
		label: ['时限', 'Promised times'],
		hint: ['向公众承诺的时间', 'What the public is promised'],
	}),
	twoSignatures: field(z.array(z.enum(['red', 'orange', 'yellow', 'blue'])).max(4), {
		label: ['须两人签发的预警颜色', 'Warning colours that need two signatures'],
		hint: [
			'红色、橙色始终要两人签发，这里只能再加',
			'Red and orange always need two people; others can be added',
		],
		options: {
			red: ['红色', 'Red'],
			orange: ['橙色', 'Orange'],
			yellow: ['黄色', 'Yellow'],
			blue: ['蓝色', 'Blue'],
		},
	}).default(['red', 'orange']),
	push: field(push, {
		label: ['网页推送', 'Web push'],
		hint: ['居民在浏览器里订阅的提醒', 'Alerts that residents subscribe to in their browsers'],
	}),
	footer: field(footer, {
		label: ['页脚', 'Footer'],
		hint: ['每一页底部的单位信息', 'Who runs the site, at the foot of each page'],
	}),
});
