import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { type RumorLogEntry, rumorLogCsv } from './rumor-log.ts';

function anEntry(changes: Partial<RumorLogEntry> = {}): RumorLogEntry {
	return {
		claim: '全县停水三天',
		harm: 3,
		spread: 2,
		firstSeenAt: noon,
		areas: ['云溪镇'],
		channels: ['wechat-group'],
		state: 'checking',
		reopened: false,
		reports: 4,
		reportsSinceClosed: 0,
		foundAtDoor: 0,
		...changes,
	};
}

function rowOf(entry: RumorLogEntry): Record<string, string> {
	const [head = '', line = ''] = rumorLogCsv([entry]).replace('\uFEFF', '').split('\r\n');
	const cells = (text: string) => text.slice(1, -1).split('","');
	return Object.fromEntries(cells(head).map((name, at) => [name, cells(line)[at] ?? '']));
}

test('a claim that is checked has its risk, place, channel and count', () => {
	expect(rowOf(anEntry())).toMatchObject({
		date_first_heard: '2026-03-14',
		rumor: '全县停水三天',
		location: '云溪镇',
		channel: 'wechat-group',
		reports: '4',
		risk_rating: 'high',
		verification_status: 'checking',
		engagement_activities: 'none yet',
		monitoring_outcome: 'open',
	});
});

test('an answered claim has its verdict, its page and what came after', () => {
	const response = { url: 'https://county.example/rumors/water/', verdict: 'false' };
	const row = rowOf(
		anEntry({
			state: 'answered',
			response,
			closedAt: atHour(3),
			reportsSinceClosed: 2,
			foundAtDoor: 7,
		}),
	);
	expect(row).toMatchObject({
		verification_status: 'false',
		engagement_activities: 'answer published',
		closed_at: '2026-03-14T15:00:00+08:00',
		response_url: response.url,
		monitoring_outcome: '2 reports since it was closed',
		answer_found_before_asking: '7',
	});
});

test('a claim that came back says so', () => {
	expect(rowOf(anEntry({ reopened: true }))['monitoring_outcome']).toBe('returned, opened again');
});

test('a claim that looks like a formula stays text', () => {
	expect(rowOf(anEntry({ claim: '=HYPERLINK(1)' }))['rumor']).toBe("'=HYPERLINK(1)");
});
