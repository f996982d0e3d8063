import { expect, test } from 'vitest';
import { decide, joinKeysOf, type Suggestion } from './decide.ts';

function aSuggestion(changes: Partial<Suggestion> = {}): Suggestion {
	return { item: 'item', score: 0.9, wording: '', differences: [], ...changes };
}

test('however alike, a score joins nothing', () => {
	expect(decide([aSuggestion({ score: 1 })], undefined).decision).toBe('suggest');
});

test('what is hardly like anything is new, with its suggestions all the same', () => {
	const decision = decide([aSuggestion({ score: 0.05 })], undefined);
	expect(decision).toMatchObject({ decision: 'new', suggestions: [{ item: 'item' }] });
});

test('the same text joins, and its item comes first', () => {
	const same = aSuggestion({ item: 'same' });
	const decision = decide([aSuggestion(), same], same);
	expect(decision.decision).toBe('join');
	expect(decision.suggestions.map((each) => each.item)).toEqual(['same', 'item']);
});

test.each(['place', 'number', 'date', 'negation', 'name'] as const)(
	'the same link with another %s does not join',
	(kind) => {
		const same = aSuggestion({ differences: [{ kind, ours: 'a', theirs: 'b' }] });
		expect(decide([same], same).decision).toBe('suggest');
	},
);

test('a report joins by its text and by each page it points at', () => {
	expect(joinKeysOf('今晚零点全县都要封城，高速路口已经堵上了 https://a.example/p/1')).toEqual([
		'text:今晚零点全县都要封城 高速路口已经堵上了 a.example/p/1',
		'link:a.example/p/1',
	]);
});

test('a text that says too little joins by nothing', () => {
	expect(joinKeysOf('真的吗')).toEqual([]);
});
