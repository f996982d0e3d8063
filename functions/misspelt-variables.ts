import { cmsVariableNames } from '../src/domain/cms-backend.ts';
import { environmentSchema } from './config.schema.ts';
import type { ConfigProblem } from './config.ts';

const known: readonly string[] = [
	...Object.keys(environmentSchema.shape),
	...cmsVariableNames,
	'NODE_EXTRA_CA_CERTS',
];

/** Variables that look like one of the portal's with a slip in it, which would else be passed over without a word. */
export function misspeltVariables(
	given: Readonly<Record<string, string | undefined>>,
): readonly ConfigProblem[] {
	const missing = known.filter((name) => given[name] === undefined);
	return Object.keys(given).flatMap((variable) => {
		if (known.includes(variable)) return [];
		const likely = missing.find((name) => isSlipOf(variable.toUpperCase(), name));
		if (likely === undefined) return [];
		const message = `is no variable of the portal: ${likely} is meant, or leave it out`;
		return [{ variable, message }];
	});
}

/** Shorter names are near to many that other programs have, such as HOME to HOST: of them only swapped letters count. */
const longEnough = 6;
const longEnoughForTwo = 9;

function isSlipOf(given: string, name: string): boolean {
	if (name.length < longEnough)
		return (
			given.length === name.length && distance(given, name) === 1 && sorted(given) === sorted(name)
		);
	return distance(given, name) <= (name.length < longEnoughForTwo ? 1 : 2);
}

const sorted = (text: string) => [...text].sort().join('');

/** How many letters were left out, added, mistaken or swapped with the next: the optimal string alignment distance. */
function distance(one: string, other: string): number {
	const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
	const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
	for (let row = 1; row <= one.length; row += 1) {
		rows[row] = [row];
		for (let column = 1; column <= other.length; column += 1) {
			const [a, b] = [one[row - 1], other[column - 1]];
			const isSwapped = a === other[column - 2] && one[row - 2] === b;
			rows[row]?.push(
				Math.min(
					at(row - 1, column) + 1,
					at(row, column - 1) + 1,
					at(row - 1, column - 1) + (a === b ? 0 : 1),
					isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
	}
	return at(one.length, other.length);
}
