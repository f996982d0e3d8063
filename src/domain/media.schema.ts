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
		label: ['录音文件', 'Recording'],
		hint: ['MP3 或 M4A，最大10兆', 'MP3 or M4A, at most 10 MB'],
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
	hint: ['给看不了字的居民听，可不填', 'For those who cannot read the text; optional'],
	translated: true,
}).default([]);

const attachment = z.strictObject({
	name: field(line(80), {
		label: ['名称', 'Name'],
		hint: [
			'居民看到的名称，例如：通告原文',
			'As residents see it, such as: the original announcement',
		],
		translated: true,
	}),
	file: field(upload('pdf'), {
		label: ['文件', 'File'],
		hint: ['PDF，最大10兆', 'A PDF, at most 10 MB'],
		widget: 'file',
	}),
});

/** Documents beside the text, never in its place. */
export const attachments = field(z.array(attachment).max(6), {
	label: ['附件', 'Attachments'],
	hint: [
		'只收 PDF。正文必须写全，附件只作补充',
		'PDF only. The text must say it all; an attachment only adds to it',
	],
	translated: true,
}).default([]);
