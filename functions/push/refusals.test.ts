import { expect, test } from 'vitest';
import { createRefusals } from './refusals.ts';

const names = (from: number, count: number) =>
	Array.from({ length: count }, (_, each) => `https://a.example/${from + each}`);

test('the first refusals of a service blame nobody, and five in a row are our fault', () => {
	const refusals = createRefusals();
	expect(names(0, 5).map(refusals.refused)).toEqual([...Array(4).fill('unknown'), 'ours']);
});

test('a refusal among messages that are taken is of that subscription', () => {
	const refusals = createRefusals();
	refusals.accepted();
	expect(refusals.refused('https://a.example/foreign')).toBe('its-own');
});

test('a file of subscriptions for other keys stops nobody else: they are known when they are refused again', () => {
	const refusals = createRefusals();
	refusals.accepted();
	const first = names(0, 20).map(refusals.refused);
	expect(first).not.toContain('ours');
	const open = names(0, 20).filter(refusals.isSuspect);
	refusals.accepted();
	expect(open.map(refusals.refused)).toEqual(open.map(() => 'its-own'));
	expect(names(0, 20).filter(refusals.isSuspect)).toEqual([]);
});

test('a service that stops accepting us is left alone, and at most four are blamed for it', () => {
	const refusals = createRefusals();
	refusals.accepted();
	const said = names(0, 30).map(refusals.refused);
	expect(said.filter((each) => each === 'its-own')).toHaveLength(4);
	expect(said).toContain('ours');
	expect(refusals.isAccepting).toBe(false);
});

test('a service that refuses us is left alone longer each time, five minutes at most, until it takes something', () => {
	const refusals = createRefusals();
	const waits = Array.from({ length: 7 }, refusals.pauseMs);
	expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300].map((seconds) => seconds * 1000));
	refusals.accepted();
	expect(refusals.pauseMs()).toBe(10_000);
});

test('what is taken after another sender was refused is news', () => {
	const refusals = createRefusals();
	expect([refusals.accepted(), refusals.accepted()]).toEqual([true, false]);
	refusals.doubt();
	expect(refusals.accepted()).toBe(true);
});
