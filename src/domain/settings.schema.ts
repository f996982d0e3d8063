import { z } from 'zod';
import { areaSchema } from './area.schema.ts';
import {
	field,
	hazard,
	hazardOptions,
	lastingCode,
	line,
	localizedText,
	phone,
	shownName,
	webAddress,
} from './fields.schema.ts';
import { hotlineSchema } from './hotline.schema.ts';
import { partnerSchema } from './partner.schema.ts';
import { pushSchema } from './push.schema.ts';

const issuer = z.strictObject({
	code: lastingCode,
	name: shownName(60),
	phone: field(phone.optional(), {
		label: ['电话', 'Phone'],
		hint: ['可不填。公开的办公电话', 'Optional. A public office number'],
	}),
});

const topic = z.strictObject({
	code: lastingCode,
	name: shownName(40),
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
	areas: field(z.array(areaSchema).min(1).max(200), {
		label: ['区域', 'Areas'],
		hint: ['全县和各乡镇、街道', 'The county and its townships'],
	}),
	topics: field(z.array(topic).min(1).max(30), {
		label: ['主题', 'Topics'],
		hint: ['居民查找和订阅用的分类', 'By which residents browse and subscribe'],
	}),
	hotlines: field(z.array(hotlineSchema).max(60), {
		label: ['热线', 'Hotlines'],
		hint: [
			'居民可以拨打的号码；120、110、119、12356始终显示',
			'Numbers to call; 120, 110, 119 and 12356 always show',
		],
	}).default([]),
	partners: field(z.array(partnerSchema).max(100), {
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
	push: field(pushSchema, {
		label: ['网页推送', 'Web push'],
		hint: ['居民在浏览器里订阅的提醒', 'Alerts that residents subscribe to in their browsers'],
	}),
	footer: field(footer, {
		label: ['页脚', 'Footer'],
		hint: ['每一页底部的单位信息', 'Who runs the site, at the foot of each page'],
	}),
});
