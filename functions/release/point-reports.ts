import { pointObservation, writePointReport } from '../../src/domain/help-point-report.ts';
import type { HelpPointReports } from '../store/help-point-reports.ts';
import type { Releaser } from './releaser.ts';

/** What was reported of help points, as pages read it; a change of it makes a release. */
export interface PointReports {
	/** As of the last look at the store. */
	observations(): Readonly<Record<string, string>>;
	/** Looks at the store. */
	refresh(): Promise<void>;
	/** Looks at the store and releases what is new: at most once in `atMostEveryMs`, so that many taps are one release. */
	release(): Promise<void>;
}

const atMostEveryMs = 3_000;

export function createPointReports({
	reports,
	releaser,
	now,
}: {
	readonly reports: Pick<HelpPointReports, 'current'>;
	readonly releaser: () => Pick<Releaser, 'request'>;
	readonly now: () => Date;
}): PointReports {
	let seen: Readonly<Record<string, string>> = {};
	let released = '{}';
	let lastAt = Number.NEGATIVE_INFINITY;

	async function refresh(): Promise<void> {
		const all = [...(await reports.current())].sort(([a], [b]) => (a < b ? -1 : 1));
		seen = Object.fromEntries(
			all.map(([ref, report]) => [pointObservation(ref), writePointReport(report)]),
		);
	}

	return {
		observations: () => seen,
		refresh,
		async release() {
			await refresh();
			const text = JSON.stringify(seen);
			const sinceLast = Math.abs(now().getTime() - lastAt);
			if (text === released || sinceLast < atMostEveryMs) return;
			lastAt = now().getTime();
			await releaser().request();
			released = text;
		},
	};
}
