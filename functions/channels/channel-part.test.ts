import { describe, expect, test } from 'vitest';
import { anAnnouncement, someSettings } from '../../tests/builders.ts';
import { channelIds } from './channel-ids.ts';
import { hears, splitPart } from './channel-part.ts';
import { parseRobot } from './robots.ts';
import { parseWebhook } from './webhooks.ts';

const settings = someSettings();
const address = 'https://open.feishu.cn/open-apis/bot/v2/hook/TOKEN';

describe('what stands before an address', () => {
	test('says whose word a channel hears, or of which areas', () => {
		expect(splitPart(`source:hospital@${address}`)).toEqual({
			part: { kind: 'source', codes: ['hospital'] },
			address,
		});
		expect(splitPart(`area:999900101+999900201@${address}`).part?.codes).toHaveLength(2);
	});

	test('may be left out', () => {
		expect(splitPart(address)).toEqual({ part: undefined, address });
	});
});

test('a channel of a source hears that source and nobody else', () => {
	const part = { kind: 'source', codes: ['hospital'] } as const;
	expect(hears(part, anAnnouncement({ source: 'hospital' }), settings)).toBe(true);
	expect(hears(part, anAnnouncement({ source: 'market' }), settings)).toBe(false);
	expect(hears(part, anAnnouncement(), settings)).toBe(false);
});

test('a channel of a township hears of it and of the whole county, and not of the next township', () => {
	const part = { kind: 'area', codes: ['999900101'] } as const;
	expect(hears(part, anAnnouncement({ areas: ['999900101'] }), settings)).toBe(true);
	expect(hears(part, anAnnouncement({ areas: ['999900'] }), settings)).toBe(true);
	expect(hears(part, anAnnouncement({ areas: ['999900201'] }), settings)).toBe(false);
});

test('a group that hears a part is told apart from the same group hearing everything', () => {
	const whole = parseRobot(address);
	const part = parseRobot(`area:999900101@${address}`);
	expect(part).toMatchObject({ kind: 'feishu', url: whole?.url });
	expect(part?.id).not.toBe(whole?.id);
	const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
	expect(parseWebhook(`source:market@https://sms.example/in#${secret}`)?.part?.kind).toBe('source');
});

test('an announcement is queued for the channels that hear it, and an exercise for the others', () => {
	const robots = [
		parseRobot(address),
		parseRobot(`area:999900201@${address}`),
		parseRobot(`source:market@${address}`),
		parseRobot(`${address}-exercise`, true),
	].filter((each) => each !== undefined);
	const ids = channelIds({ robots, webhooks: [] }, () => settings);
	const local = anAnnouncement({ areas: ['999900101'], source: 'market' });
	expect(ids.real(local)).toEqual([robots[0]?.id, robots[2]?.id]);
	expect(ids.exercise(local)).toEqual([robots[3]?.id]);
});
