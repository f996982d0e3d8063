import { z } from 'zod';
import { code, field, instant, webAddress } from './fields.schema.ts';

const count = (label: readonly [string, string]) =>
	field(z.int().min(0).optional(), {
		label,
		hint: ['没有公布就空着，不要填0', 'Leave it empty if it was not published; 0 means none'],
	});

/** Figures about cases are relayed, never computed: they stand with their source and the time they are valid for. */
export const caseFigures = z.strictObject({
	confirmed: count(['确诊（例）', 'Confirmed']),
	suspected: count(['疑似（例）', 'Suspected']),
	severe: count(['重症（例）', 'Severe']),
	recovered: count(['治愈（例）', 'Recovered']),
	died: count(['死亡（例）', 'Died']),
	asOf: field(instant, {
		label: ['数据截至', 'Figures as of'],
		hint: ['照来源写的截止时间填', 'The time that the source gives'],
	}),
	source: field(code, {
		label: ['数据来源（发布单位）', 'Source (issuing body)'],
		hint: ['只转载有权单位发布的数据', 'Relay only figures of the body entitled to publish them'],
		optionsFrom: 'issuers',
	}),
	sourceUrl: field(webAddress.optional(), {
		label: ['来源网址', 'Source address'],
		hint: ['可不填。公布数据的网页', 'Optional. The page that has the figures'],
	}),
});
