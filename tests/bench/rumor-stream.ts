import { readFileSync } from 'node:fs';
import type { MatchLine } from '../../functions/match-lines.ts';

interface Claim {
	readonly item: string;
	readonly wordings: readonly string[];
}

/** The claims of `rumor-corpus.txt`: each in several ways as people put it, long and short, as a notice, a rumor and a question. */
export function rumorCorpus(): readonly Claim[] {
	const text = readFileSync(new URL('./rumor-corpus.txt', import.meta.url), 'utf8');
	return text.split(/^# /m).flatMap((block) => {
		const [item, ...wordings] = block.split('\n').filter((line) => line.trim() !== '');
		return item === undefined ? [] : [{ item, wordings }];
	});
}

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/**
 * Reports as they would come in, in an order that the seed gives: every wording, with copies that are near, cut short, put in
 * another order or the very same, and the same texts about another place, with another number, or denied, which are items of their own.
 */
export function rumorStream(seed: number): readonly MatchLine[] {
	const random = seeded(seed);
	const reports = rumorCorpus().flatMap(({ item, wordings }, at) => {
		// Claims of one kind stand beside each other: each has a place of its own.
		const place = elsewhere[at % elsewhere.length] ?? '';
		return wordings.flatMap((wording) => [
			{ item, text: wording },
			...copies(wording, random).map((text) => ({ item, text })),
			...swaps(wording, place)
				.filter(() => random() < 0.4)
				.map(([kind, text]) => ({ item: `${item}/${kind}`, text })),
		]);
	});
	const told = withoutShared(reports);
	return shuffled(told, random).map((report, at) => ({ id: String(at + 1), ...report }));
}

/**
 * Which item a text is of is known from the claim that it was made from, never asked of the matcher. What was made from
 * two claims letter by letter, as a piece that both have, tells nobody which of them is meant, and is left out.
 */
function withoutShared<Report extends { readonly item: string; readonly text: string }>(
	reports: readonly Report[],
): readonly Report[] {
	const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
	const madeFrom = Map.groupBy(reports, ({ text }) => letters(text));
	return reports.filter(({ text }) => {
		const items = madeFrom.get(letters(text))?.map(({ item }) => item);
		return new Set(items).size === 1;
	});
}

const before = [
	'',
	'听说',
	'刚看到群里说',
	'转：',
	'【转发】',
	'请问，',
	'亲戚发来的：',
	'朋友圈都在传，',
];
const after = ['', '，是真的吗', '，求证', '，请扩散', '！！！', '，大家注意'];

/** A shorter piece of a text says nothing by itself. */
const fewestCharacters = 10;

function copies(text: string, random: () => number): readonly string[] {
	const parts = text.split(/(?<=[，。！；,.])/);
	const half = Math.ceil(parts.length / 2);
	const ways = [
		() => `${one(before, random)}${text}${one(after, random)}`,
		() => shuffled(parts, random).join(''),
		() => parts.slice(0, half).join(''),
		() => parts.slice(-half).join(''),
		() => text,
	];
	const made = Array.from({ length: 1 + Math.floor(random() * 2) }, () => one(ways, random)());
	return made.filter((copy) => copy.length >= fewestCharacters);
}

const elsewhere = ['青田县', '瑞安市', '泰顺县', '平阳县', '丽水市', '福鼎市'];

/** The same text as another claim: about another place, with another number, denied. */
function swaps(text: string, place: string): readonly (readonly [string, string])[] {
	const elsewhere = text.replace(
		/全县|我们县|咱们县|县里|示例县|温州市?|西安市?|长春市?|广州|武汉/g,
		place,
	);
	const numbers = text
		.replace(/[三四五六七八九](?=[天个点级岁])/g, '两')
		.replace(/\d+(?=[点级岁元%]|天|小时)/g, '17');
	const denied = text.replace(/要(?=[关停封涨断])|会(?=[传感])|可以(?=[杀预防治])/g, '不会');
	const made: readonly (readonly [string, string])[] = [
		['place', elsewhere],
		['number', numbers],
		['denied', denied],
	];
	return made.filter(([, swapped]) => swapped !== text);
}

/** Texts of a desk that is full: 30 to 150 characters out of the corpus, each another. */
export function manyTexts(count: number, seed: number): readonly string[] {
	const random = seeded(seed);
	const parts = rumorCorpus().flatMap(({ wordings }) =>
		wordings.flatMap((wording) => wording.split(/(?<=[，。！；,.])/)),
	);
	return Array.from({ length: count }, (_, at) => {
		const length = 2 + Math.floor(random() * 5);
		const text = Array.from({ length }, () => one(parts, random)).join('');
		return `${text}${one(elsewhere, random)}${at}号`;
	});
}

function one<T>(list: readonly T[], random: () => number): T {
	const chosen = list[Math.floor(random() * list.length)];
	if (chosen === undefined) throw new Error('there is nothing to choose from');
	return chosen;
}

function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
	const places = list.map((value) => ({ value, place: random() }));
	return places.sort((a, b) => a.place - b.place).map(({ value }) => value);
}
