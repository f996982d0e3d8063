/** Bit rates of layer III by their index, in kbit/s: MPEG-1, and MPEG-2 with 2.5 (ISO/IEC 11172-3 and 13818-3, 2.4.2.3). */
const bitRates = {
	one: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
	two: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const sampleRates = [44_100, 48_000, 32_000] as const;

/** Two headers in the right distance are no accident; one may be. */
const fewestFrames = 2;

/**
 * The sound of an MP3 and nothing else: tags hold names, places and pictures, and what stands between frames may be
 * another file altogether. `undefined` when there is no sound.
 */
export function mp3Frames(bytes: Uint8Array): Uint8Array | undefined {
	const frames: Uint8Array[] = [];
	let end = afterTag(bytes);
	let at = end;
	while (at < bytes.length) {
		const length = frameLength(bytes, at);
		const next = at + length;
		const isInLine = at === end || next === bytes.length || frameLength(bytes, next) > 0;
		if (length > 0 && next <= bytes.length && isInLine) {
			frames.push(bytes.subarray(at, next));
			end = next;
			at = next;
		} else at += 1;
	}
	return frames.length < fewestFrames ? undefined : new Uint8Array(Buffer.concat(frames));
}

/** Whether a frame of layer III begins here. */
export function isMp3Frame(bytes: Uint8Array, at: number): boolean {
	return frameLength(bytes, at) > 0;
}

/** Where the ID3v2 tag at the beginning ends; its length is in seven bits of four bytes (ID3v2.4 §3.1). */
function afterTag(bytes: Uint8Array): number {
	if (Buffer.from(bytes.subarray(0, 3)).toString('latin1') !== 'ID3') return 0;
	const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10);
	return 10 + ((a << 21) | (b << 14) | (c << 7) | d);
}

/** The bytes of the frame of layer III that begins here; 0 when none does. */
function frameLength(bytes: Uint8Array, at: number): number {
	const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
	const isSync = first === 0xff && (second & 0xe0) === 0xe0;
	const isLayer3 = (second & 0x06) === 0x02;
	const version = (second >> 3) & 3;
	const sampleRate = sampleRates[(third >> 2) & 3];
	const bitRate = (version === 3 ? bitRates.one : bitRates.two)[third >> 4];
	if (!isSync || !isLayer3 || version === 1 || !bitRate || !sampleRate) return 0;
	const padding = (third >> 1) & 1;
	const perFrame = version === 3 ? 144_000 : 72_000;
	const slower = version === 3 ? 1 : version === 2 ? 2 : 4;
	return Math.floor((perFrame * bitRate * slower) / sampleRate) + padding;
}
