/**
 * An MP4 recording as nothing but sound (ISO/IEC 14496-12): every box that is not needed to play it is emptied where it
 * stands, so that no offset changes. `undefined` for a file that is no such recording, or holds more than sound.
 */
export function soundOnly(bytes: Uint8Array): Uint8Array | undefined {
	const kept = bytes.slice();
	const handlers: string[] = [];
	const top = clean(kept, { from: 0, to: kept.length }, handlers);
	const isWhole = top?.[0] === 'ftyp' && top.includes('moov') && top.includes('mdat');
	return isWhole && handlers.join() === 'soun' ? kept : undefined;
}

interface Span {
	readonly from: number;
	readonly to: number;
}

interface Box extends Span {
	readonly type: string;
	/** Where its contents begin; `from` is where its size stands. */
	readonly inside: number;
}

/** Boxes that hold boxes. */
const containers: ReadonlySet<string> = new Set(
	'moov trak mdia minf stbl edts mvex moof traf'.split(' '),
);
/** Boxes that say how the sound is read, and the sound. Everything else may name people, places and devices. */
const needed: ReadonlySet<string> = new Set(
	(
		'ftyp styp mdat sidx mvhd tkhd mdhd hdlr smhd dinf stsd stts ctts stsc stsz stz2 stco co64 ' +
		'stss sgpd sbgp elst mehd trex mfhd tfhd tfdt trun'
	).split(' '),
);
/** Headers that begin with the times at which the recording was made and changed. */
const dated: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd']);

/** Cleans the boxes of a span and gives their types, as they were; `undefined` when they do not fill it exactly. */
function clean(bytes: Uint8Array, span: Span, handlers: string[]): string[] | undefined {
	const types: string[] = [];
	let { from } = span;
	while (from < span.to) {
		const box = boxAt(bytes, from, span.to);
		if (!box) return undefined;
		types.push(box.type);
		if (containers.has(box.type)) {
			if (!clean(bytes, { from: box.inside, to: box.to }, handlers)) return undefined;
		} else if (needed.has(box.type)) strip(bytes, box, handlers);
		else empty(bytes, box);
		from = box.to;
	}
	return types;
}

function boxAt(bytes: Uint8Array, from: number, end: number): Box | undefined {
	if (from + 8 > end) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const type = Buffer.from(bytes.subarray(from + 4, from + 8)).toString('latin1');
	const short = view.getUint32(from);
	// 1: the size follows in 64 bits; 0: the box goes on to the end (§4.2).
	const isLong = short === 1;
	if (isLong && from + 16 > end) return undefined;
	const size = isLong ? Number(view.getBigUint64(from + 8)) : short || end - from;
	const inside = from + (isLong ? 16 : 8);
	const to = from + size;
	return to >= inside && to <= end ? { type, from, to, inside } : undefined;
}

function strip(bytes: Uint8Array, box: Box, handlers: string[]): void {
	if (dated.has(box.type)) {
		// After version and flags: two times, of 32 bits in version 0 and of 64 bits in version 1.
		const length = bytes[box.inside] === 1 ? 16 : 8;
		bytes.fill(0, box.inside + 4, Math.min(box.inside + 4 + length, box.to));
	}
	if (box.type === 'hdlr') {
		const kind = bytes.subarray(box.inside + 8, box.inside + 12);
		handlers.push(Buffer.from(kind).toString('latin1'));
		// The name of the handler is often that of the device.
		bytes.fill(0, Math.min(box.inside + 24, box.to), box.to);
	}
}

function empty(bytes: Uint8Array, box: Box): void {
	bytes.set(Buffer.from('free', 'latin1'), box.from + 4);
	bytes.fill(0, box.inside, box.to);
}
