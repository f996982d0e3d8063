import { z } from 'zod';
import { field, localizedText } from './fields.schema.ts';
import { missingFromConsent } from './push-consent.ts';

/** Push addresses lie with the makers of browsers abroad, so push is on only with a text that says who they are. */
export const pushSchema = z
	.strictObject({
		enabled: field(z.boolean(), {
			label: ['开启网页推送', 'Web push on'],
			hint: [
				'下面的告知文本写明境外接收方后才能开启',
				'Only once the consent text below names the recipients abroad',
			],
		}),
		consent: field(localizedText(600), {
			label: ['订阅告知文本', 'Consent text'],
			hint: [
				'须写明境外接收方：谷歌、苹果、Mozilla、微软，并写“境外”二字（个人信息保护法第三十九条）',
				'Names the recipients abroad: Google, Apple, Mozilla, Microsoft, and in Chinese the word 境外 (PIPL Art. 39)',
			],
		}),
		countViews: field(z.boolean(), {
			label: ['统计提醒看了多少次', 'Count how often alerts are seen'],
			hint: [
				'开启后，抽样的浏览器告诉本站提醒显示了、打开了，只按天记次数，不记是谁',
				'Then a sample of browsers says that an alert was shown or opened; counted by day, without who it was',
			],
		}).default(false),
	})
	.superRefine(({ enabled, consent }, context) => {
		const missing = enabled ? missingFromConsent(consent) : [];
		if (missing.length === 0) return;
		context.addIssue({
			code: 'custom',
			input: enabled,
			path: ['enabled'],
			params: { problem: 'consent-names-nobody', values: { missing: missing.join(', ') } },
		});
	});
