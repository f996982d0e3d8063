import { expect, test } from 'vitest';
import { atHour, noon, someSettings } from '../../../tests/builders.ts';
import type { Announcement } from '../announcement.ts';
import { announcementDocument } from './announcement-document.ts';

const settings = someSettings({ fictional: false });
const site = { url: 'https://county.example', settings, fictionalMark: '' };
const announcement: Announcement = {
	collection: 'notices',
	ref: 'flood',
	revision: 2,
	kind: 'update',
	status: 'actual',
	warningColor: 'orange',
	areas: ['999900101'],
	topics: ['health'],
	sent: noon,
	expires: atHour(6),
	current: true,
	texts: {
		'zh-CN': { title: '河水上涨', body: '请到高处去。', path: '/notices/flood/' },
		en: { title: 'The river rises', body: 'Go to high ground.', path: '/en/notices/flood/' },
	},
};

test('another system is told in the terms of CAP 1.2', () => {
	expect(announcementDocument(announcement, site)).toEqual({
		type: 'announcement.update',
		timestamp: '2026-03-14T12:00:00+08:00',
		version: 2,
		data: {
			identifier: 'notices/flood/2/update',
			sender: 'https://county.example',
			sent: '2026-03-14T12:00:00+08:00',
			status: 'Actual',
			msgType: 'Update',
			scope: 'Public',
			severity: 'Severe',
			warningColor: 'orange',
			expires: '2026-03-14T18:00:00+08:00',
			topics: ['health'],
			area: [{ geocode: '999900101', areaDesc: '云溪镇' }],
			info: [
				{
					language: 'zh-CN',
					headline: '河水上涨',
					description: '请到高处去。',
					web: 'https://county.example/notices/flood/',
				},
				{
					language: 'en',
					headline: 'The river rises',
					description: 'Go to high ground.',
					web: 'https://county.example/en/notices/flood/',
				},
			],
		},
	});
});

test.each([
	['issue', 'Alert'],
	['correction', 'Update'],
	['withdrawal', 'Cancel'],
	['lift', 'Update'],
] as const)('to CAP, %s is %s', (kind, msgType) => {
	expect(announcementDocument({ ...announcement, kind }, site).data.msgType).toBe(msgType);
});

test('that a danger is over is said as the CAP file says it', () => {
	const { data } = announcementDocument({ ...announcement, kind: 'lift' }, site);
	expect(data).toMatchObject({ msgType: 'Update', responseType: ['AllClear'] });
	expect(announcementDocument(announcement, site).data).not.toHaveProperty('responseType');
});

test('what has no warning color has no severity that we know of, and what has no end says none', () => {
	const { warningColor: _, expires: __, ...plain } = announcement;
	const { data } = announcementDocument(plain, site);
	expect(data.severity).toBe('Minor');
	expect(Object.keys(data)).not.toContain('warningColor');
	expect(Object.keys(data)).not.toContain('expires');
});

test('nothing of a county that does not exist is actual', () => {
	const fictional = {
		...site,
		settings: someSettings({ fictional: true }),
		fictionalMark: '【演示】',
	};
	const { data } = announcementDocument(announcement, fictional);
	expect(data.status).toBe('Exercise');
	expect(data.info[0]?.headline).toBe('【演示】河水上涨');
	const exercise = { ...announcement, status: 'exercise' as const };
	expect(announcementDocument(exercise, fictional).data.status).toBe('Exercise');
});
