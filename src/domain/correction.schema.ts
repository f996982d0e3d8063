import { z } from 'zod';
import { field, line } from './fields.schema.ts';

/** What was wrong, what is right, and how it came about. */
export const correction = z.strictObject({
	was: field(line(300), {
		label: ['原来写的', 'It said'],
		hint: ['照抄写错的那一句', 'The wrong sentence as it stood'],
		translated: true,
	}),
	now: field(line(300), {
		label: ['更正为', 'Correct is'],
		hint: ['正确的说法，一句话', 'What is right, in one sentence'],
		translated: true,
	}),
	why: field(line(300), {
		label: ['出错原因', 'Why it was wrong'],
		hint: [
			'如实、简短，例如：地址录入有误',
			'True and short, such as: the address was typed wrongly',
		],
		translated: true,
	}),
});
