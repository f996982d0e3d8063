import { expect, test } from 'vitest';
import { matchingDesk } from '../functions/match-lines.ts';
import { matchTally } from '../functions/match-tally.ts';
import { rumorCorpus, rumorStream } from './bench/rumor-stream.ts';
import { wordCosine } from './bench/word-cosine.ts';

const reports = rumorStream(11);

function figures() {
	const desk = matchingDesk();
	const tally = matchTally();
	for (const report of reports) {
		tally.count(report, desk.decide(report), 0);
		desk.learn(report);
	}
	return tally.figures();
}

function figuresOfWordCosine() {
	const matcher = wordCosine();
	const tally = matchTally();
	for (const { id, item, text } of reports) {
		const suggestions = matcher
			.suggest(text, 3)
			.map((each) => ({ item: each, score: 0, differences: [] }));
		tally.count({ id, item, text }, { id, decision: 'suggest', suggestions }, 0);
		matcher.add(item ?? '', text);
	}
	return tally.figures();
}

test('of a stream with copies, other places, other numbers and denials nothing joins the wrong item', () => {
	const { joins_right, joins_wrong } = figures();
	expect(joins_wrong).toBe(0);
	expect(joins_right).toBeGreaterThan(100);
});

test('the right item is offered first, and among three, more often than by a cosine of words', () => {
	const [ours, theirs] = [figures(), figuresOfWordCosine()];
	expect(ours.top1).toBeGreaterThan(theirs.top1 ?? 1);
	expect(ours.top3).toBeGreaterThan(theirs.top3 ?? 1);
});

test('each report is of the claim that it was made from, and no text is of two', () => {
	const items = new Map<string, Set<string | undefined>>();
	for (const { text, item } of reports) items.set(text, (items.get(text) ?? new Set()).add(item));
	expect(Math.max(...[...items.values()].map(({ size }) => size))).toBe(1);
	const claims = new Set(rumorCorpus().map(({ item }) => item));
	for (const { item = '' } of reports) expect(claims).toContain(item.split('/')[0]);
});

test('every text about another place differs in its place from what it is like, and joins nothing', () => {
	const desk = matchingDesk();
	for (const report of reports.filter(({ item }) => !item?.includes('/'))) desk.learn(report);
	const elsewhere = reports.filter(({ item }) => item?.endsWith('/place'));
	expect(elsewhere.length).toBeGreaterThan(9);
	for (const report of elsewhere) expect(desk.decide(report).decision).not.toBe('join');
});
