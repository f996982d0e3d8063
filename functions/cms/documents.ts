import { type Problem, problem } from '../../src/domain/problem.ts';
import { soundOnly } from './mp4.ts';

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
	if (extension === 'mp3') return { bytes: withoutTags(bytes), extension };
	if (extension === 'pdf') return readPdf(bytes);
	const sound = soundOnly(bytes);
	return sound ? { bytes: sound, extension } : { problem: problem('broken-recording') };
}

function extensionOf(bytes: Uint8Array): Document['extension'] | undefined {
	const head = text(bytes.subarray(0, 16));
	if (head.startsWith('%PDF-')) return 'pdf';
	if (head.slice(4, 8) === 'ftyp' && /^(?:M4A |M4B |mp42|isom)/.test(head.slice(8))) return 'm4a';
	if (head.startsWith('ID3') || isFrame(bytes, 0)) return 'mp3';
	return undefined;
}

/** Whether an MPEG audio frame of layer III begins here (ISO/IEC 11172-3, 2.4.1.3). */
function isFrame(bytes: Uint8Array, at: number): boolean {
	const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
	const isSync = first === 0xff && (second & 0xe0) === 0xe0;
	const isLayer3 = (second & 0x06) === 0x02;
	return isSync && isLayer3 && third >> 4 !== 0x0f;
}

/** Tags can hold names, places and pictures: the sound is kept and nothing else (ID3v2.4 §3.1, ID3v1). */
function withoutTags(bytes: Uint8Array): Uint8Array {
	const isTagged = text(bytes.subarray(0, 3)) === 'ID3';
	const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10);
	const from = isTagged ? 10 + ((a << 21) | (b << 14) | (c << 7) | d) : 0;
	const last = bytes.length - 128;
	const to = text(bytes.subarray(last, last + 3)) === 'TAG' ? last : bytes.length;
	return bytes.subarray(Math.min(from, to), to);
}

/** What makes a PDF do something, or hides what it holds. */
const active = /\/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA|Encrypt)\b/;

function readPdf(bytes: Uint8Array): Document | { readonly problem: Problem } {
	const isWhole = text(bytes.subarray(-1024)).includes('%%EOF');
	if (!isWhole) return { problem: problem('broken-document') };
	if (active.test(text(bytes))) return { problem: problem('active-document') };
	return { bytes, extension: 'pdf' };
}

function text(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('latin1');
}
