import { expect, test } from 'vitest';
import { planMerge } from './merge-files.ts';

const files = (all: Readonly<Record<string, string>>) =>
	Object.entries(all).map(([path, blob]) => ({ path, blob }));

const shared = files({ 'a.md': '1', 'b.md': '1', 'c.md': '1' });

test('what only the other side changed, added or removed is taken', () => {
	const ours = files({ 'a.md': '2', 'b.md': '1', 'c.md': '1' });
	const theirs = files({ 'a.md': '1', 'b.md': '3', 'd.md': '3' });
	expect(planMerge(shared, ours, theirs)).toEqual({
		kind: 'merge',
		take: new Map([
			['b.md', '3'],
			['c.md', null],
			['d.md', '3'],
		]),
	});
});

test('the same change on both sides is no conflict', () => {
	const both = files({ 'a.md': '2', 'b.md': '1' });
	expect(planMerge(shared, both, both)).toEqual({ kind: 'merge', take: new Map() });
});

test.each([
	['changed in two ways', { 'a.md': '2' }, { 'a.md': '3' }],
	['changed here and removed there', { 'a.md': '2' }, {}],
	['removed here and changed there', {}, { 'a.md': '3' }],
])('a file that was %s is a conflict', (_, ours, theirs) => {
	const rest = { 'b.md': '1', 'c.md': '1' };
	const plan = planMerge(shared, files({ ...rest, ...ours }), files({ ...rest, ...theirs }));
	expect(plan).toEqual({ kind: 'conflict', paths: ['a.md'] });
});

test('a file that both sides added with different texts is a conflict', () => {
	expect(planMerge([], files({ 'n.md': '1' }), files({ 'n.md': '2' }))).toEqual({
		kind: 'conflict',
		paths: ['n.md'],
	});
});

test.each([
	['a folder', { x: '1' }, { 'x/y.md': '2' }, 'x/y.md'],
	['a file', { 'x/y.md': '1' }, { x: '2' }, 'x'],
])('%s in the place of something of ours is a conflict', (_, ours, theirs, path) => {
	expect(
		planMerge(
			[],
			files(ours as object as Record<string, string>),
			files(theirs as object as Record<string, string>),
		),
	).toEqual({
		kind: 'conflict',
		paths: [path],
	});
});
