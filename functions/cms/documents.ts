import { type Problem, problem } from '../../src/domain/problem.ts';
import { isMp3Frame, mp3Frames } from './mp3.ts';
import { soundOnly } from './mp4.ts';
import { isActivePdf } from './pdf.ts';

/** A recording or a document as it is kept. */
type Document = { readonly bytes: Uint8Array; readonly extension: 'mp3' | 'm4a' | 'pdf' };

const largest = 10 * 2 ** 20;

/** Recognises MP3, M4A and PDF by their bytes, whatever they are called; `undefined` when it is none of them. */
export function readDocument(
	bytes: Uint8Array,
): Document | { readonly problem: Problem } | undefined {
	const extension = extensionOf(bytes);
	if (!extension) return undefined;
	if (bytes.length > largest)
		return { problem: problem('too-large', '', { kilobytes: largest / 1024 }) };
	if (extension === 'pdf') return readPdf(bytes);
	const sound = extension === 'mp3' ? mp3Frames(bytes) : soundOnly(bytes);
	return sound ? { bytes: sound, extension } : { problem: problem('broken-recording') };
}

function extensionOf(bytes: Uint8Array): Document['extension'] | undefined {
	const head = text(bytes.subarray(0, 16));
	if (head.startsWith('%PDF-')) return 'pdf';
	if (head.slice(4, 8) === 'ftyp' && /^(?:M4A |M4B |mp42|isom)/.test(head.slice(8))) return 'm4a';
	if (head.startsWith('ID3') || isMp3Frame(bytes, 0)) return 'mp3';
	return undefined;
}

function readPdf(bytes: Uint8Array): Document | { readonly problem: Problem } {
	const isWhole = text(bytes.subarray(-1024)).includes('%%EOF');
	if (!isWhole) return { problem: problem('broken-document') };
	if (isActivePdf(bytes)) return { problem: problem('active-document') };
	return { bytes, extension: 'pdf' };
}

function text(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('latin1');
}
