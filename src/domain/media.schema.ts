import { z } from 'zod';
import { field, line, paragraph } from './fields.schema.ts';

/** The address of a file that the portal took in and named by its content. */
function upload(...extensions: readonly string[]) {
	return z.string().regex(new RegExp(`^/uploads/[a-f0-9]{32}\\.(?:${extensions.join('|')})$`));
}

const recording = z.strictObject({
	name: field(line(80), {
		label: ['名称', 'Name'],
		hint: ['例如：普通话录音、畲语录音', 'Such as: in Mandarin, in She'],
		translated: true,
	}),
	file: field(upload('mp3', 'm4a'), {
		label: ['录音（MP3 或 M4A，最大10兆）', 'Recording (MP3 or M4A, at most 10 MB)'],
		widget: 'file',
	}),
	transcript: field(paragraph(4000), {
		label: ['文字稿', 'Transcript'],
		hint: ['录音里说的每一句话', 'Every word of the recording'],
		translated: true,
	}),
});

/** Recordings for those who cannot read the text, each with its words for those who cannot hear it (WCAG 2.2, 1.2.1). */
export const recordings = field(z.array(recording).max(6), {
	label: ['录音', 'Recordings'],
	translated: true,
}).default([]);

const attachment = z.strictObject({
	name: field(line(80), { label: ['名称', 'Name'], translated: true }),
	file: field(upload('pdf'), {
		label: ['PDF 文件（最大10兆）', 'PDF file (at most 10 MB)'],
		widget: 'file',
	}),
});

/** Documents beside the text, never in its place. */
export const attachments = field(z.array(attachment).max(6), {
	label: ['附件（PDF）', 'Attachments (PDF)'],
	hint: ['正文必须写全，附件只作补充', 'The text must say it all; an attachment only adds to it'],
	translated: true,
}).default([]);
