import { settingsPath } from '../../src/domain/collections.ts';
import { writeSettings } from '../../src/domain/entry.ts';
import type { Settings } from '../../src/domain/settings.ts';

/** The first files of a real county: settings to be filled in, and nothing that anybody could take for news. */
export function newCountyFiles(county: string, host: string): ReadonlyMap<string, string> {
	const settings: Settings = {
		name: { 'zh-CN': `${county}应急信息` },
		county: { 'zh-CN': county },
		fictional: false,
		sender: host.replace(/[^A-Za-z0-9.-]/g, '-'),
		issuers: [{ code: 'government-office', name: { 'zh-CN': `${county}人民政府办公室` } }],
		areas: [{ code: 'county', name: { 'zh-CN': county }, kind: 'county' }],
		topics: [
			{ code: 'health', name: { 'zh-CN': '健康', en: 'Health' } },
			{ code: 'travel', name: { 'zh-CN': '出行', en: 'Travel' } },
			{ code: 'school', name: { 'zh-CN': '学校', en: 'School' } },
			{ code: 'supplies', name: { 'zh-CN': '物资', en: 'Supplies' } },
			{ code: 'safety', name: { 'zh-CN': '安全', en: 'Safety' } },
		],
		hotlines: [],
		partners: [],
		hazards: [],
		quickExit: 'https://www.weather.com.cn/',
		clocks: {
			holdingLine: 2,
			verdictHigh: 24,
			verdictMedium: 48,
			helpPointStale: 12,
			emergencySignature: 1,
		},
		twoSignatures: ['red', 'orange'],
		// Off until the consent text names who receives the endpoint abroad (PIPL Art. 39).
		push: {
			enabled: false,
			countViews: false,
			consent: { 'zh-CN': '本门户尚未开启网页推送。', en: 'Web push is not on yet.' },
		},
		footer: {
			organiser: { 'zh-CN': `${county}人民政府` },
			operator: { 'zh-CN': `${county}人民政府办公室` },
			phone: '12345',
		},
	};
	return new Map([[settingsPath, writeSettings(settings)]]);
}
