import { hour } from './time.ts';

/** What is made every night is missed from the next noon on. */
const longestGapMs = 36 * hour;

/** How backups stand: one was made lately, or the last is too long ago, or none is known of. */
export type BackupStanding =
	| { readonly state: 'recent' | 'late'; readonly madeAt: Date }
	| { readonly state: 'none' };

export function backupStanding(madeAt: Date | undefined, now: Date): BackupStanding {
	if (!madeAt) return { state: 'none' };
	const isLate = now.getTime() - madeAt.getTime() > longestGapMs;
	return { state: isLate ? 'late' : 'recent', madeAt };
}
