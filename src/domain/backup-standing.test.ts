import { expect, test } from 'vitest';
import { backupStanding } from './backup-standing.ts';
import { hour } from './time.ts';

const night = new Date('2026-03-14T03:00:00+08:00');
const later = (hours: number) => new Date(night.getTime() + hours * hour);

test.each([
	[later(0), 'recent'],
	[later(35), 'recent'],
	[later(37), 'late'],
])('a backup of the night is, at %s, %s', (now, state) => {
	expect(backupStanding(night, now)).toEqual({ state, madeAt: night });
});

test('a portal that was never backed up says so', () => {
	expect(backupStanding(undefined, night)).toEqual({ state: 'none' });
});
