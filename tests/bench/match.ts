import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type MatchLine, matchingDesk } from '../../functions/match-lines.ts';
import { matchTally } from '../../functions/match-tally.ts';
import { rumorStream } from './rumor-stream.ts';
import { wordCosine } from './word-cosine.ts';

const seeds = [1, 2, 3, 4, 5];

/** Reports of the corpus in five orders, a moderator confirming each: how often the right item is offered first, and among three. */
export function benchMatch(): Record<string, number> {
	const runs = seeds.map((seed) => rumorStream(seed));
	const ours = runs.map(ranks);
	const theirs = runs.map(wordRanks);
	return {
		match_reports: runs.reduce((sum, run) => sum + run.length, 0),
		match_top1: mean(ours.map((run) => run.top1)),
		match_top3: mean(ours.map((run) => run.top3)),
		word_cosine_top1: mean(theirs.map((run) => run.top1)),
		word_cosine_top3: mean(theirs.map((run) => run.top3)),
		right_joins: ours.reduce((sum, run) => sum + run.right, 0),
		wrong_joins: ours.reduce((sum, run) => sum + run.wrong, 0),
		...fullDesk(),
	};
}

function ranks(lines: readonly MatchLine[]) {
	const desk = matchingDesk();
	const tally = matchTally();
	for (const line of lines) {
		tally.count(line, desk.decide(line), 0);
		desk.learn(line);
	}
	const { top1, top3, joins_right, joins_wrong } = tally.figures();
	return { top1: top1 ?? 0, top3: top3 ?? 0, right: joins_right, wrong: joins_wrong };
}

function wordRanks(lines: readonly MatchLine[]) {
	const matcher = wordCosine();
	const tally = matchTally();
	for (const line of lines) {
		const suggestions = matcher
			.suggest(line.text, 3)
			.map((item) => ({ item, score: 0, differences: [] }));
		tally.count(line, { id: line.id, decision: 'suggest', suggestions }, 0);
		matcher.add(line.item ?? '', line.text);
	}
	const { top1, top3 } = tally.figures();
	return { top1: top1 ?? 0, top3: top3 ?? 0 };
}

/** In a process of its own, so that nothing else is in its memory. */
function fullDesk(): Record<string, number> {
	const script = fileURLToPath(new URL('./match-full-desk.ts', import.meta.url));
	return JSON.parse(execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' }));
}

function mean(figures: readonly number[]): number {
	return figures.reduce((sum, each) => sum + each, 0) / figures.length;
}
