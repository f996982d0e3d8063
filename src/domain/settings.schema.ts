import { z } from 'zod';
import {
	audience,
	audienceOptions,
	code,
	day,
	field,
	line,
	localizedText,
	phone,
	webAddress,
} from './fields.schema.ts';

const issuer = z.strictObject({
	code: field(code, { label: ['代码', 'Code'] }),
	name: field(localizedText(60), { label: ['名称', 'Name'] }),
	phone: field(phone.optional(), { label: ['电话', 'Phone'] }),
});

const area = z.strictObject({
	code: field(code, {
		label: ['区划代码', 'Division code'],
		hint: ['GB/T 2260 代码', 'GB/T 2260 code'],
	}),
	name: field(localizedText(40), { label: ['名称', 'Name'] }),
	kind: field(z.enum(['county', 'township']), {
		label: ['层级', 'Kind'],
		options: { county: ['全县', 'Whole county'], township: ['乡镇、街道', 'Township'] },
	}),
});

const topic = z.strictObject({
	code: field(code, { label: ['代码', 'Code'] }),
	name: field(localizedText(40), { label: ['名称', 'Name'] }),
});

/** A number someone can call. An overdue check is flagged, the number is never hidden. */
const hotline = z.strictObject({
	code: field(code, { label: ['代码', 'Code'] }),
	number: field(phone, { label: ['号码', 'Number'] }),
	name: field(localizedText(60), { label: ['名称', 'Name'] }),
	purpose: field(localizedText(120), { label: ['什么时候打', 'When to call'] }),
	kind: field(z.enum(['emergency', 'support', 'service']), {
		label: ['种类', 'Kind'],
		options: {
			emergency: ['紧急', 'Emergency'],
			support: ['心理支持', 'Support'],
			service: ['政务与服务', 'Service'],
		},
	}),
	hours: field(
		z
			.strictObject({
				opens: field(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), { label: ['开始', 'Opens'] }),
				closes: field(z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/), { label: ['结束', 'Closes'] }),
			})
			.optional(),
		{
			label: ['服务时间', 'Hours'],
			hint: ['核实过才填；00:00–24:00 为全天', 'Only when verified; 00:00 to 24:00 is all day'],
		},
	),
	languages: field(z.array(line(20)).max(6), { label: ['语言、方言', 'Languages'] }).default([]),
	cost: field(localizedText(40).optional(), { label: ['费用', 'Cost'] }),
	audience: field(z.array(audience).max(6), {
		label: ['服务对象', 'Audience'],
		options: audienceOptions,
	}).default(['everyone']),
	anonymous: field(z.boolean().optional(), { label: ['可匿名', 'Anonymous'] }),
	sourceUrl: field(webAddress.optional(), { label: ['来源网址', 'Source'] }),
	verifiedOn: field(day.optional(), { label: ['核实日期', 'Verified on'] }),
	verifiedBy: field(line(60).optional(), { label: ['核实人（岗位）', 'Verified by (post)'] }),
	reviewBy: field(day.optional(), { label: ['下次核实', 'Verify again by'] }),
});

const hours = (label: readonly [string, string], standard: number) =>
	field(z.int().min(1).max(1000).default(standard), { label });

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
	organiser: field(localizedText(60), { label: ['主办单位', 'Organiser'] }),
	operator: field(localizedText(60), { label: ['承办单位', 'Operator'] }),
	phone: field(phone, { label: ['联系电话', 'Contact phone'] }),
	siteCode: field(line(30).optional(), { label: ['网站标识码', 'Site code'] }),
	icp: field(line(60).optional(), { label: ['ICP备案号', 'ICP number'] }),
	publicSecurity: field(line(60).optional(), { label: ['公安备案号', 'Public security number'] }),
});

/** What one county's portal is: its name, areas, topics, issuing bodies, hotlines and promised times. */
export const settingsSchema = z.strictObject({
	name: field(localizedText(40), { label: ['门户名称', 'Name of the portal'] }),
	county: field(localizedText(40), { label: ['县名', 'County'] }),
	motto: field(localizedText(40).optional(), { label: ['标语', 'Motto'] }),
	fictional: field(z.boolean().default(false), {
		label: ['演示用虚构县', 'Fictional demo county'],
		hint: ['每个页面和每种输出都会注明', 'Every page and output says so'],
	}),
	sender: field(z.string().regex(/^[A-Za-z0-9.-]{3,60}$/), {
		label: ['CAP 发送方标识', 'CAP sender'],
		hint: ['门户域名，不含空格和逗号', 'The domain of the portal'],
	}),
	issuers: field(z.array(issuer).min(1).max(60), { label: ['发布单位', 'Issuing bodies'] }),
	areas: field(z.array(area).min(1).max(200), { label: ['区域', 'Areas'] }),
	topics: field(z.array(topic).min(1).max(30), { label: ['主题', 'Topics'] }),
	hotlines: field(z.array(hotline).max(60), { label: ['热线', 'Hotlines'] }).default([]),
	clocks: field(clocks.prefault({}), { label: ['时限', 'Promised times'] }),
	twoSignatures: field(z.array(z.enum(['red', 'orange', 'yellow', 'blue'])).max(4), {
		label: ['须两人签发的预警颜色', 'Warning colours that need two signatures'],
		options: {
			red: ['红色', 'Red'],
			orange: ['橙色', 'Orange'],
			yellow: ['黄色', 'Yellow'],
			blue: ['蓝色', 'Blue'],
		},
	}).default(['red', 'orange']),
	push: field(
		z.strictObject({
			enabled: field(z.boolean(), { label: ['开启网页推送', 'Web push on'] }),
			consent: field(localizedText(600), {
				label: ['订阅告知文本', 'Consent text'],
				hint: [
					'须写明境外接收方（个人信息保护法第三十九条）',
					'Names the recipients abroad (PIPL Art. 39)',
				],
			}),
		}),
		{ label: ['网页推送', 'Web push'] },
	),
	footer: field(footer, { label: ['页脚', 'Footer'] }),
});
