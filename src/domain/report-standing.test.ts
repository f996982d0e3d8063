import { describe, expect, test } from 'vitest';
import { crowdLimits, type SendingSigns, standingOf } from './report-standing.ts';

const quiet: SendingSigns = { proven: true, fromNetwork: 1, ofText: 1, fromAll: 1, spamScore: 0 };
const over = (name: keyof typeof crowdLimits) => ({ [name]: crowdLimits[name] + 1 });

describe('a report', () => {
	test.each([
		['whose browser did the work is proven', {}, 'proven'],
		['without proof, as without JavaScript, is unproven', { proven: false }, 'unproven'],
		['of a whole county behind one address is proven', { fromNetwork: 120 }, 'proven'],
		['from a network that floods is one step back', over('fromNetwork'), 'unproven'],
		[
			'without proof keeps its place while a county shares its address, as in a mobile network',
			{ proven: false, fromNetwork: 120 },
			'unproven',
		],
		[
			'without proof from a network that floods is last',
			{ proven: false, ...over('fromNetwork') },
			'suspect',
		],
		['of a text that floods is one step back', over('ofText'), 'unproven'],
		['with proof keeps its place while all of the county writes', over('fromAll'), 'proven'],
		[
			'without proof is last while the whole world writes',
			{ proven: false, ...over('fromAll') },
			'suspect',
		],
		['that looks like advertising is last, whatever work was done', { spamScore: 3 }, 'suspect'],
	] as const)('%s', (_sentence, signs, standing) => {
		expect(standingOf({ ...quiet, ...signs })).toBe(standing);
	});
});
