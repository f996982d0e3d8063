import { readFileSync, writeFileSync } from 'node:fs';
import { signsOf } from '../src/domain/crisis-likeness.ts';
import { plainlyWritten } from '../src/domain/crisis-writing.ts';

// Learns again what tells calls for help from other sentences, from the lists beside the rules: npm run learn:calls

/** How much each sign speaks for a call for help, in tenths. */
export interface Learned {
	readonly bias: number;
	/** `sign` and weight one after the other, with commas between them. */
	readonly weights: string;
}

const [rounds, step, forgetting] = [800, 2, 1e-5];
/** A sign that only one or two sentences have says more of them than of others. */
const seenIn = 3;
/** The weightiest do as well as all, and every phone that reports gets them. */
const mostSigns = 1500;

/** The sentences of a list; lines that begin with `#` are about them. */
export function sentencesOf(name: string): readonly string[] {
	const url = new URL(`../src/domain/crisis-sentences/${name}.txt`, import.meta.url);
	const lines = readFileSync(url, 'utf8').split('\n');
	return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

/** Logistic regression, by descent with momentum: the same lists always give the same weights. */
export function learn(calls: readonly string[], quiet: readonly string[]): Learned {
	const texts = [...calls.map(labelled(1)), ...quiet.map(labelled(0))];
	const counts = new Map<string, number>();
	for (const { signs } of texts)
		for (const sign of new Set(signs)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
	const kept = [...counts].filter(([, count]) => count >= seenIn).map(([sign]) => sign);
	const place = new Map(kept.map((sign, index) => [sign, index]));
	const examples = texts.map(({ signs, label }) => ({
		places: [...new Set(signs)].flatMap((sign) => place.get(sign) ?? []),
		scale: 1 / Math.sqrt(Math.max(1, signs.length)),
		label,
	}));
	const { bias, weights } = descend(examples, kept.length);
	const weighed = kept.map(
		(sign, index) => [sign, Math.round((weights[index] ?? 0) * 10)] as const,
	);
	const heaviest = weighed
		.toSorted(([, one], [, other]) => Math.abs(other) - Math.abs(one))
		.slice(0, mostSigns)
		.filter(([, weight]) => weight !== 0);
	return {
		bias: Math.round(bias * 100) / 100,
		weights: heaviest.map(([sign, weight]) => `${sign}${weight}`).join(','),
	};
}

function labelled(label: 0 | 1) {
	return (text: string) => ({ signs: signsOf(plainlyWritten(text)), label });
}

interface Example {
	readonly places: readonly number[];
	readonly scale: number;
	readonly label: 0 | 1;
}

function descend(examples: readonly Example[], size: number) {
	const [weights, speeds] = [new Float64Array(size), new Float64Array(size)];
	let bias = 0;
	for (let round = 0; round < rounds; round += 1) {
		const slopes = new Float64Array(size);
		let biasSlope = 0;
		for (const { places, scale, label } of examples) {
			const sum = places.reduce((total, place) => total + (weights[place] ?? 0), 0);
			const error = 1 / (1 + Math.exp(-bias - sum * scale)) - label;
			biasSlope += error / examples.length;
			for (const place of places)
				slopes[place] = (slopes[place] ?? 0) + (error * scale) / examples.length;
		}
		for (let place = 0; place < size; place += 1) {
			const weight = weights[place] ?? 0;
			speeds[place] = 0.9 * (speeds[place] ?? 0) + (slopes[place] ?? 0) + forgetting * weight;
			weights[place] = weight - step * (speeds[place] ?? 0);
		}
		bias -= biasSlope / 2;
	}
	return { bias, weights };
}

/** What is learned from the lists as they are. */
export function learnFromLists(): Learned {
	const all = (...names: string[]) => names.flatMap((name) => sentencesOf(name));
	return learn(all('calls', 'missed'), all('quiet', 'alarmed'));
}

if (import.meta.main) {
	const { bias, weights } = learnFromLists();
	const text = `// Learned from the lists in crisis-sentences/: npm run learn:calls

/** How much a sentence of which nothing is known is a call. */
export const bias = ${bias};

/** Signs of calls for help, each followed by its weight in tenths. */
export const weights =
	${JSON.stringify(weights)};
`;
	writeFileSync(new URL('../src/domain/crisis-weights.ts', import.meta.url), text);
}
