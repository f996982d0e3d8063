import { expect, test } from 'vitest';
import { atHour, noon } from '../../tests/builders.ts';
import { heldPromise } from './held-promise.ts';

const said = (hours: number) => ({ nextUpdateAt: atHour(hours), isNew: false });

test('the earlier of two promises holds while both are to come', () => {
	expect(heldPromise(atHour(2), said(6), noon)).toEqual(atHour(2));
	expect(heldPromise(atHour(6), said(2), noon)).toEqual(atHour(2));
});

test('a promise whose time has come makes room for what the response says', () => {
	expect(heldPromise(noon, said(6), noon)).toEqual(atHour(6));
	expect(heldPromise(undefined, said(6), noon)).toEqual(atHour(6));
});

test('a time in the past does not shorten one that is to come', () => {
	expect(heldPromise(atHour(2), said(-1), noon)).toEqual(atHour(2));
});

test('a time that the response says anew is what was promised, be it later', () => {
	expect(heldPromise(atHour(2), { ...said(6), isNew: true }, noon)).toEqual(atHour(6));
});

test('a response without a time takes none away', () => {
	expect(heldPromise(atHour(2), { isNew: true }, noon)).toEqual(atHour(2));
});
