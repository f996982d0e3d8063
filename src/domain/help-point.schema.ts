import { z } from 'zod';
import { code, field, instant, line, markdown, phone, stamp } from './fields.schema.ts';
import { incident, owner, publishAt, source, textVersion } from './shared-fields.schema.ts';

/** A place where residents get supplies or a service. Every entry says as of when it is true. */
export const helpPointSchema = z.strictObject({
	title: field(line(80), {
		label: ['名称', 'Name'],
		hint: ['居民平时怎么叫，就怎么写', 'As residents call it'],
		translated: true,
	}),
	summary: field(line(200), {
		label: ['提供什么', 'What is offered'],
		hint: ['能领到、买到或办到什么', 'What one can get or get done there'],
		translated: true,
	}),
	kind: field(
		z.enum([
			'supplies',
			'medicine',
			'fever-clinic',
			'clinic',
			'vaccination',
			'shelter',
			'checkpoint',
			'service',
		]),
		{
			label: ['种类', 'Kind'],
			hint: ['居民按种类查找', 'Residents look for it by kind'],
			options: {
				supplies: ['生活物资', 'Supplies'],
				medicine: ['药品', 'Medicine'],
				'fever-clinic': ['发热门诊', 'Fever clinic'],
				clinic: ['医院、卫生院', 'Hospital or clinic'],
				vaccination: ['疫苗接种点', 'Vaccination'],
				shelter: ['安置点', 'Shelter'],
				checkpoint: ['交通服务点', 'Traffic service point'],
				service: ['便民服务', 'Service'],
			},
		},
	),
	area: field(code, {
		label: ['所在乡镇', 'Area'],
		hint: ['在哪个乡镇就选哪个', 'Where it is'],
		optionsFrom: 'areas',
	}),
	address: field(line(160), {
		label: ['地址', 'Address'],
		hint: ['写到门牌，或居民都知道的地方旁边', 'An address, or beside a place that everyone knows'],
		translated: true,
	}),
	openingHours: field(line(120), {
		label: ['开放时间', 'Opening hours'],
		hint: ['例如：每天8:00至18:00', 'Such as: daily, 8:00 to 18:00'],
		translated: true,
	}),
	phone: field(phone.optional(), {
		label: ['电话', 'Phone'],
		hint: ['可不填。写有人接听的号码', 'Optional, and only a number that somebody answers'],
	}),
	state: field(z.enum(['open', 'low', 'sold-out', 'closed', 'moved']), {
		label: ['现状', 'State'],
		hint: ['有变化就改这里，同时改“情况截至”', 'Change it when things change, and “As of” with it'],
		options: {
			open: ['开放', 'Open'],
			low: ['存量不多', 'Low stock'],
			'sold-out': ['暂时售完', 'Sold out'],
			closed: ['关闭', 'Closed'],
			moved: ['已搬迁', 'Moved'],
		},
	}),
	asOf: field(instant, {
		label: ['情况截至', 'As of'],
		initially: 'now',
		hint: [
			'以上情况是什么时候核实的，默认是现在',
			'When this was checked; now, unless you change it',
		],
	}),
	issuer: owner,
	source,
	incident,
	body: field(markdown.default(''), {
		label: ['说明', 'Notes'],
		hint: ['可不填。带什么证件、怎么排队', 'Optional. What to bring, how the queue works'],
		widget: 'markdown',
		translated: true,
	}),
	publishAt,
	version: textVersion,
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
});
