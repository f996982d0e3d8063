import { z } from 'zod';
import { code, field, line, webAddress } from './fields.schema.ts';

/** Where the warning of the body entitled to it stands, which a notice relays. */
export const officialReference = z.strictObject({
	issuedBy: field(code, {
		label: ['预警发布单位', 'Issuing body'],
		hint: ['依法有权发布预警的单位', 'The body that the law entitles to warn'],
		optionsFrom: 'issuers',
	}),
	number: field(line(60), {
		label: ['预警编号或文号', 'Official number'],
		hint: ['照原文抄写', 'As it stands in the original'],
	}),
	url: field(webAddress.optional(), {
		label: ['原文网址', 'Address of the original'],
		hint: ['可不填。以 http 开头的完整网址', 'Optional. A full address beginning with http'],
	}),
});
