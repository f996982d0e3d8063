import { describe, expect, test } from 'vitest';
import { anIncident, aPromise, atHour } from '../../tests/builders.ts';
import { isOver, phaseNow, phaseSteps, promiseState, takesComments } from './incident-phase.ts';

const at = (hours: number) => (instant: Date) => instant <= atHour(hours);

describe('the phase of an incident', () => {
	test('is the one it began with until another begins', () => {
		const incident = anIncident({ phases: [{ phase: 'recovery', from: atHour(2) }] });
		expect(phaseNow(incident, at(1))).toBe('response');
		expect(phaseNow(incident, at(2))).toBe('recovery');
	});

	test('is recovery from the very moment the incident ends', () => {
		const incident = anIncident({ endedAt: atHour(5) });
		expect(phaseNow(incident, at(4))).toBe('response');
		expect(isOver(incident, at(4))).toBe(false);
		expect(phaseNow(incident, at(5))).toBe('recovery');
		expect(isOver(incident, at(5))).toBe(true);
	});

	test('is not brought back to recovery once it was said to be closed', () => {
		const phases = [{ phase: 'closed' as const, from: atHour(9) }];
		const incident = anIncident({ endedAt: atHour(5), phases });
		expect(phaseNow(incident, at(9))).toBe('closed');
	});

	test('has a history in which each phase stands once', () => {
		const phases = [
			{ phase: 'response' as const, from: atHour(1) },
			{ phase: 'recovery' as const, from: atHour(2) },
		];
		const steps = phaseSteps(anIncident({ startedAt: atHour(0), phases }), at(3));
		expect(steps).toEqual([
			{ phase: 'response', from: atHour(0) },
			{ phase: 'recovery', from: atHour(2) },
		]);
	});
});

describe('a promise', () => {
	const due = '2026-03-14';

	test('is open through the whole day on which it is due', () => {
		expect(promiseState(aPromise({ due }), at(11.9))).toBe('open');
	});

	test('is overdue when that day is over', () => {
		expect(promiseState(aPromise({ due }), at(12))).toBe('overdue');
	});

	test('is done from the day on which it was kept, however late', () => {
		const kept = aPromise({ due, doneOn: '2026-03-16' });
		expect(promiseState(kept, at(24))).toBe('overdue');
		expect(promiseState(kept, at(36))).toBe('done');
	});
});

describe('comments on a review', () => {
	const review = {
		publishedAt: atHour(1),
		commentsUntil: atHour(3),
		reviewedBy: 'cdc',
		happened: [],
		wentWell: [],
		wentBadly: [],
		promises: [],
	};

	test.each([
		[0.9, false],
		[1, true],
		[2.9, true],
		[3, false],
	])('at hour %d are taken: %s', (hours, taken) => {
		expect(takesComments(anIncident({ review }), at(hours))).toBe(taken);
	});
});
