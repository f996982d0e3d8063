import { constants, inflateSync } from 'node:zlib';

/** Names of what makes a PDF do something, or hides what it holds. */
const long = 'JavaScript|Launch|EmbeddedFile|RichMedia|Encrypt|SubmitForm|ImportData';
const activeLong = new RegExp(`/(?:${long})\\b`);
/** Short names turn up in the compressed bytes of any large file, so they count only outside. */
const activeAnywhere = new RegExp(`/(?:${long}|JS|XFA)\\b`);

/** A part of a PDF that is bytes rather than text (ISO 32000-1, 7.3.8). */
const streams = /stream\r?\n([\s\S]*?)endstream/g;

/** Whether a PDF holds scripts, other files or forms, or is locked, also where names are written in another way or packed. */
export function isActivePdf(bytes: Uint8Array): boolean {
	const whole = textOf(bytes);
	const outside = whole.replaceAll(streams, '');
	if (activeAnywhere.test(plainNames(outside)) || activeLong.test(plainNames(whole))) return true;
	return [...whole.matchAll(streams)].some(([, packed = '']) => holdsActiveObjects(packed));
}

/** `/J#53` says `/JS` (7.3.5). */
function plainNames(text: string): string {
	return text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

/** Enough to see what a stream holds. */
const beginning = 512;
const mostObjects = 32 * 2 ** 20;

/** Objects may be packed together (7.5.7): numbers in pairs, and then the objects. */
function holdsActiveObjects(packed: string): boolean {
	const bytes = Buffer.from(packed, 'latin1');
	const begins = unpacked(bytes.subarray(0, beginning), mostObjects);
	if (typeof begins !== 'string' || !/^\s*\d+\s+\d+\s/.test(begins)) return false;
	const objects = unpacked(bytes, mostObjects);
	return (
		objects === 'too-much' || (objects !== undefined && activeAnywhere.test(plainNames(objects)))
	);
}

/** What deflated bytes say, as far as they go. */
function unpacked(bytes: Uint8Array, most: number): string | undefined {
	try {
		const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: most };
		return textOf(inflateSync(bytes, options));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-much' : undefined;
	}
}

function textOf(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('latin1');
}
