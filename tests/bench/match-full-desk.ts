import { matchingDesk } from '../../functions/match-lines.ts';
import { manyTexts } from './rumor-stream.ts';

const items = 20_000;
const asked = 500;

/** What a matcher of 20,000 items takes: the memory it adds to a process, and the time of a question with its differences. */
const texts = manyTexts(items + asked, 7);
const desk = matchingDesk();
desk.decide({ id: '0', text: texts[0] ?? '' });
globalThis.gc?.();
const before = process.memoryUsage.rss();
for (const [at, text] of texts.slice(0, items).entries())
	desk.learn({ id: String(at), text, item: `item-${at}` });
globalThis.gc?.();
const grown = process.memoryUsage.rss() - before;
const times = texts.slice(items).map((text, at) => {
	const begun = performance.now();
	desk.decide({ id: String(at), text });
	return performance.now() - begun;
});
const sorted = times.toSorted((a, b) => a - b);
process.stdout.write(
	JSON.stringify({
		match_ms_20k: times.reduce((sum, each) => sum + each, 0) / times.length,
		match_p99_ms_20k: sorted[Math.floor(sorted.length * 0.99)],
		match_rss_mb_20k: grown / 1e6,
	}),
);
