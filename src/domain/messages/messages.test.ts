import { describe, expect, test } from 'vitest';
import { aNotice, someSettings } from '../../../tests/builders.ts';
import { loudspeakerScript } from './loudspeaker.ts';
import { smsParts, smsText } from './sms.ts';

const settings = someSettings();

describe('a text message', () => {
	test('names its source first, then what to do, until when, and whom to ask', () => {
		const notice = aNotice({ phones: ['0000-5550120'] });
		expect(smsText(notice, settings, 'zh-CN')).toBe(
			'【示例县疾控中心】云溪镇请减少聚集，发热先打电话。至3-20 18:00。咨询0000-5550120',
		);
		expect(smsText({ ...notice, summary: 'Call first.' }, settings, 'en')).toBe(
			'[Shili County CDC] Call first. Until 3-20 18:00. Ask 0000-5550120',
		);
	});

	test.each([
		[70, 1],
		[71, 2],
		[134, 2],
		[135, 3],
	])('of %i characters takes %i parts', (length, parts) => {
		expect(smsParts('字'.repeat(length))).toBe(parts);
	});
});

describe('a loudspeaker script', () => {
	test('says its source first and last, and numbers digit by digit', () => {
		const notice = aNotice({ phones: ['0000-5550120'], actions: ['请戴口罩。', '有事打12356。'] });
		expect(loudspeakerScript(notice, settings)).toBe(
			'示例县疾控中心通知。云溪镇请减少聚集，发热先打电话。请戴口罩。有事打一二三五六。' +
				'有事请打零零零零五五五零一二零。以上是示例县疾控中心发布，时间3月14日9时。',
		);
	});

	test('reads out no brackets and no addresses, and times as they are spoken', () => {
		const summary = '请在3月6日（周五）18:00前撤离，详见https://example.cn/a。';
		expect(loudspeakerScript(aNotice({ summary, actions: [] }), settings)).toContain(
			'请在3月6日18点前撤离，详见',
		);
	});
});
