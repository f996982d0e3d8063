import type { MatchedLine, MatchLine } from './match-lines.ts';

/** How well the desk would have grouped a file's reports. Shares are of the reports whose item had been seen before. */
export interface MatchFigures {
	readonly lines: number;
	readonly bad_lines: number;
	readonly items: number;
	/** Reports whose item was known when they came. */
	readonly repeats: number;
	readonly top1: number | null;
	readonly top3: number | null;
	readonly joins_right: number;
	readonly joins_wrong: number;
	readonly decide_mean_ms: number;
	readonly decide_p99_ms: number;
	readonly rss_mb: number;
}

/** Counts what became of reports. */
export function matchTally(): {
	bad(): void;
	count(line: MatchLine, matched: MatchedLine, ms: number): void;
	figures(): MatchFigures;
} {
	const seen = new Set<string>();
	const times: number[] = [];
	const counts = { bad: 0, repeats: 0, first: 0, amongThree: 0, right: 0, wrong: 0 };
	return {
		bad() {
			counts.bad += 1;
		},
		count({ item }, { decision, suggestions }, ms) {
			times.push(ms);
			if (item === undefined) return;
			const rank = suggestions.findIndex((each) => each.item === item);
			if (decision === 'join') counts[rank === 0 ? 'right' : 'wrong'] += 1;
			if (seen.has(item)) {
				counts.repeats += 1;
				counts.first += Number(rank === 0);
				counts.amongThree += Number(rank >= 0);
			}
			seen.add(item);
		},
		figures() {
			const share = (part: number) => (counts.repeats === 0 ? null : part / counts.repeats);
			const sorted = times.toSorted((a, b) => a - b);
			const total = sorted.reduce((sum, each) => sum + each, 0);
			return {
				lines: times.length,
				bad_lines: counts.bad,
				items: seen.size,
				repeats: counts.repeats,
				top1: share(counts.first),
				top3: share(counts.amongThree),
				joins_right: counts.right,
				joins_wrong: counts.wrong,
				decide_mean_ms: total / (sorted.length || 1),
				decide_p99_ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
				rss_mb: Math.round(process.memoryUsage.rss() / 1e6),
			};
		},
	};
}
