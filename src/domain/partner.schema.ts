import { z } from 'zod';
import { code, field, lastingCode, localizedText, phone, shownName } from './fields.schema.ts';

/** Somebody who speaks here beside the issuing bodies: what comes from them says so, and can be followed by itself. */
export const partnerSchema = z.strictObject({
	code: lastingCode,
	name: shownName(60),
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
