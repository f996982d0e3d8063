import type { Announcement } from '../../src/domain/announcement.ts';

/** The alert that benchmarks send: as long as a county writes them, in both languages. */
export function measuredAnnouncement(ref: string): Announcement {
	return {
		collection: 'notices',
		ref,
		revision: 1,
		kind: 'issue',
		status: 'actual',
		warningColor: 'red',
		severity: 'Extreme',
		areas: [],
		topics: [],
		sent: new Date(),
		current: true,
		texts: {
			'zh-CN': {
				title: '暴雨红色预警：云溪镇、石门乡请立即转移',
				body: '今晚20时前，沿河低洼处居民请转移到镇中心小学。不要涉水。求助请打12350，急救120。',
				path: `/notices/${ref}/`,
			},
			en: {
				title: 'Red rainstorm warning: leave the river banks in Yunxi and Shimen now',
				body: 'Go to the town primary school before 20:00 tonight. Do not walk through water. Help: 12350, ambulance: 120.',
				path: `/en/notices/${ref}/`,
			},
		},
	};
}
