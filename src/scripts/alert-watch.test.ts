import { describe, expect, test } from 'vitest';
import type { PublicAlert } from '../feeds/alerts.ts';
import { alertChanges, alertsInForce, isOver, nextPause } from './alert-watch.ts';

function anAlert(changes: Partial<PublicAlert> = {}): PublicAlert {
	return {
		ref: 'flood',
		category: 'warning',
		lifecycle: 'issue',
		title: { 'zh-CN': '河水上涨' },
		areas: ['999900'],
		url: 'https://shili.example/notices/flood/',
		sent: '2026-03-14T12:00:00+08:00',
		effective: '2026-03-14T12:00:00+08:00',
		expires: '2026-03-14T18:00:00+08:00',
		...changes,
	};
}

const at = (time: string) => new Date(`2026-03-14T${time}:00+08:00`);

describe('an open page', () => {
	test('asks about once a minute, and not at the same moment as all others', () => {
		expect([nextPause(0, 0), nextPause(0, 1)]).toEqual([48_000, 72_000]);
	});

	test('asks less often while nobody answers, and never less than four times an hour', () => {
		expect([1, 2, 3, 4, 40].map((failures) => nextPause(failures, 0.5) / 60_000)).toEqual([
			2, 4, 8, 15, 15,
		]);
	});

	test('shows an alert until its end', () => {
		expect(alertsInForce([anAlert()], at('17:59'))).toHaveLength(1);
		expect(alertsInForce([anAlert()], at('18:00'))).toEqual([]);
		expect(alertsInForce([anAlert({ expires: undefined })], at('23:00'))).toHaveLength(1);
	});

	test('ends nothing by a clock that is behind the alert', () => {
		const odd = anAlert({ sent: '2026-03-15T00:00:00+08:00' });
		expect(alertsInForce([odd], at('20:00'))).toHaveLength(1);
	});

	test('tells which alerts have come and which have gone', () => {
		const [flood, fire] = [anAlert(), anAlert({ ref: 'fire' })];
		expect(alertChanges([flood], [fire])).toEqual({ come: [fire], gone: [flood] });
		expect(alertChanges([flood], [anAlert()])).toEqual({ come: [], gone: [] });
	});

	test('takes its own alert for ended only on word from after it', () => {
		const held = { ref: 'flood', changed: at('12:00') };
		expect(isOver(held, { alerts: [], at: at('12:00') })).toBe(true);
		expect(isOver(held, { alerts: [], at: at('11:59') })).toBe(false);
		expect(isOver(held, { alerts: [anAlert()], at: at('13:00') })).toBe(false);
	});
});
