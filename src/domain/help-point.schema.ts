import { z } from 'zod';
import { code, field, instant, line, markdown, phone, ref, stamp } from './fields.schema.ts';

/** A place where residents get supplies or a service. Every entry says as of when it is true. */
export const helpPointSchema = z.strictObject({
	title: field(line(80), { label: ['名称', 'Name'], translated: true }),
	summary: field(line(200), { label: ['提供什么', 'What is offered'], translated: true }),
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
	area: field(code, { label: ['所在乡镇', 'Area'], optionsFrom: 'areas' }),
	address: field(line(160), { label: ['地址', 'Address'], translated: true }),
	openingHours: field(line(120), { label: ['开放时间', 'Opening hours'], translated: true }),
	phone: field(phone.optional(), { label: ['电话', 'Phone'] }),
	state: field(z.enum(['open', 'low', 'sold-out', 'closed', 'moved']), {
		label: ['现状', 'State'],
		options: {
			open: ['开放', 'Open'],
			low: ['存量不多', 'Low stock'],
			'sold-out': ['暂时售完', 'Sold out'],
			closed: ['关闭', 'Closed'],
			moved: ['已搬迁', 'Moved'],
		},
	}),
	asOf: field(instant, { label: ['情况截至', 'As of'] }),
	issuer: field(code, { label: ['负责单位', 'Owner'], optionsFrom: 'issuers' }),
	incident: field(ref.optional(), { label: ['所属事件编号', 'Incident'] }),
	publishAt: field(instant.optional(), { label: ['定时发布', 'Publish at'] }),
	version: field(z.int().min(1).default(1), {
		label: [
			'文本版本（译文填所译版本）',
			'Text version (in a translation: the version it translates)',
		],
		translated: true,
	}),
	stamp: field(stamp.optional(), { label: ['发布印记', 'Publication stamp'], widget: 'hidden' }),
	body: field(markdown.default(''), {
		label: ['说明', 'Notes'],
		widget: 'markdown',
		translated: true,
	}),
});
