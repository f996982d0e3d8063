import { z } from 'zod';
import { code, field, shownName } from './fields.schema.ts';

const onGrid = (label: readonly [string, string], hint: readonly [string, string]) =>
	field(z.int().min(0).max(100).optional(), { label, hint });

const areaFields = z.strictObject({
	code: field(code, {
		label: ['区划代码', 'Division code'],
		hint: ['GB/T 2260 代码', 'GB/T 2260 code'],
	}),
	name: shownName(40),
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

/** The county or one of its townships; a place on the sketch of the county has both of its coordinates. */
export const areaSchema = areaFields.superRefine(({ mapX, mapY }, context) => {
	if ((mapX === undefined) === (mapY === undefined)) return;
	context.addIssue({
		code: 'custom',
		input: mapX,
		path: [mapX === undefined ? 'mapX' : 'mapY'],
		params: { problem: 'map-needs-both', values: {} },
	});
});
