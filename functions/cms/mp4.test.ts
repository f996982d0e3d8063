import { describe, expect, test } from 'vitest';
import { soundOnly } from './mp4.ts';

/** A box of a type around bytes or other boxes. */
function box(type: string, ...inside: readonly (string | Uint8Array)[]): Buffer {
	const content = Buffer.concat(
		inside.map((each) => (typeof each === 'string' ? Buffer.from(each, 'latin1') : each)),
	);
	const head = Buffer.alloc(8);
	head.writeUInt32BE(content.length + 8);
	head.write(type, 4, 'latin1');
	return Buffer.concat([head, content]);
}

const zeros = (count: number) => Buffer.alloc(count);
const handler = (kind: string, name = 'Zhou’s phone') =>
	box('hdlr', zeros(8), kind, zeros(12), `${name}\0`);
const track = (kind = 'soun', ...more: readonly Buffer[]) =>
	box(
		'trak',
		box('tkhd', zeros(4), 'made-now', zeros(72)),
		box(
			'mdia',
			box('mdhd', zeros(4), 'made-now', zeros(12)),
			handler(kind),
			box('minf', box('stbl', box('stco', 'offsets!'))),
		),
		...more,
	);
const ftyp = box('ftyp', 'M4A \0\0\0\0');
const sound = box('mdat', 'the sound itself');
const places = box('udta', box('\xa9xyz', '+27.7900+119.6900/'), box('meta', 'Xiaomi 9'));

describe('of a recording stays', () => {
	test('the sound, where it was, and nothing that names a person, a place, a time or a device', () => {
		const recording = Buffer.concat([
			ftyp,
			box('moov', box('mvhd', zeros(4), 'made-now', zeros(88)), track('soun', places), places),
			box('uuid', 'recorded in Yunxi'),
			sound,
			box('free', 'an old tag'),
		]);
		const kept = Buffer.from(soundOnly(recording) ?? []);
		expect(kept).toHaveLength(recording.length);
		expect(kept.indexOf(sound)).toBe(recording.indexOf(sound));
		expect(kept.includes('offsets!')).toBe(true);
		for (const word of ['27.79', 'Xiaomi', 'Zhou', 'Yunxi', 'made-now', 'old tag'])
			expect(kept.includes(word)).toBe(false);
	});

	test('the same when it is cleaned again, also with long boxes and one that goes on to the end', () => {
		const long = Buffer.concat([
			Buffer.from([0, 0, 0, 1]),
			Buffer.from('skip'),
			zeros(4),
			Buffer.from([0, 0, 0, 20]),
			Buffer.from('Zhou'),
		]);
		const open = Buffer.concat([zeros(4), Buffer.from('mdat'), Buffer.from('sound to the end')]);
		const recording = Buffer.concat([ftyp, box('moov', track()), long, open]);
		const kept = soundOnly(recording);
		expect(Buffer.from(kept ?? []).includes('Zhou')).toBe(false);
		expect(kept && soundOnly(kept)).toEqual(kept);
	});
});

describe('is no recording', () => {
	const whole = Buffer.concat([ftyp, box('moov', track()), sound]);

	test.each<[string, Buffer]>([
		['half a file', whole.subarray(0, whole.length - 3)],
		['a file that goes on after its last box', Buffer.concat([whole, Buffer.from('more')])],
		['a file without its sound', Buffer.concat([ftyp, box('moov', track())])],
		['a file without its index', Buffer.concat([ftyp, sound])],
		['a film', Buffer.concat([ftyp, box('moov', track(), track('vide')), sound])],
		[
			'a file with a place for every second',
			Buffer.concat([ftyp, box('moov', track(), track('meta')), sound]),
		],
		[
			'a box that is larger than what it stands in',
			Buffer.concat([ftyp, box('moov', Buffer.from([0, 1, 0, 0]), 'trak'), sound]),
		],
		[
			'a box that is smaller than its own head',
			Buffer.concat([ftyp, Buffer.from([0, 0, 0, 4]), Buffer.from('moov'), sound]),
		],
		['nothing', Buffer.alloc(0)],
	])('%s', (_, bytes) => {
		expect(soundOnly(bytes)).toBeUndefined();
	});
});
