import { expect, test } from 'vitest';
import { readinessTarget } from './readiness-target.ts';

test('what is missing leads to a new entry that is begun for the hazard', () => {
	expect(readinessTarget({ column: 'recovery', state: 'missing' }, 'flood', 'zh-CN')).toBe(
		'admin/#/collections/guides/new?kind=guide&hazard=flood&phase=recovery',
	);
	expect(readinessTarget({ column: 'faq', state: 'missing' }, 'heat', 'en')).toBe(
		'admin/?lang=en#/collections/faqs/new?hazards=heat',
	);
});

test('what is overdue leads to the entry there is', () => {
	const entry = { collection: 'guides', ref: 'flood-plan' } as const;
	expect(readinessTarget({ column: 'plan', state: 'overdue', entry }, 'flood', 'zh-CN')).toBe(
		'admin/#/collections/guides/entries/flood-plan',
	);
});

test('an exercise that is missing or long ago is started on the page of exercises, for its hazard', () => {
	expect(readinessTarget({ column: 'exercise', state: 'missing' }, 'flood', 'zh-CN')).toBe(
		'staff/exercises/?hazard=flood',
	);
	const overdue = { column: 'exercise', state: 'overdue', day: '2025-01-01' } as const;
	expect(readinessTarget(overdue, 'flood', 'en')).toBe('en/staff/exercises/?hazard=flood');
});

test('what lies ready is approved on the page of its hazard', () => {
	const cell = { column: 'script', state: 'missing' } as const;
	expect(readinessTarget(cell, 'flood', 'zh-CN')).toBe('staff/readiness/flood/#script');
	expect(readinessTarget(cell, 'flood', 'en')).toBe('en/staff/readiness/flood/#script');
});
