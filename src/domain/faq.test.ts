import { expect, test } from 'vitest';
import { entryText } from '../../tests/builders.ts';
import type { Faq } from './collections.ts';
import { readEntry } from './entry.ts';
import { currentFaqs, successorOf } from './faq.ts';

function aFaq(ref: string, changes: Partial<Faq> = {}): Faq & { ref: string } {
	const fields = {
		title: '口罩在哪里买？',
		summary: '乡镇供应点有卖。',
		topics: '[health]',
		areas: "['999900']",
		issuer: 'cdc',
		appliesFrom: '2026-03-01',
		lastReviewed: '2026-03-10',
		reviewBy: '2026-03-20',
	};
	const { entry, problems } = readEntry('faqs', ref, { 'zh-CN': entryText(fields, '') });
	if (!entry) throw new Error(JSON.stringify(problems));
	return { ref, ...(entry.data as Faq), ...changes };
}

const refs = (faqs: readonly { ref: string }[]) => faqs.map(({ ref }) => ref);

test('questions stand in the places that editors gave, and after them by their last review', () => {
	const faqs = [
		aFaq('old', { lastReviewed: '2026-03-01' }),
		aFaq('new', { lastReviewed: '2026-03-12' }),
		aFaq('second', { place: 2 }),
		aFaq('first', { place: 1 }),
	];
	expect(refs(currentFaqs(faqs))).toEqual(['first', 'second', 'new', 'old']);
});

test('a replaced answer is in no list', () => {
	expect(refs(currentFaqs([aFaq('old', { supersededBy: 'new' }), aFaq('new')]))).toEqual(['new']);
});

test('a replaced answer leads to the one that holds now, over several steps', () => {
	const all = [
		aFaq('first', { supersededBy: 'second' }),
		aFaq('second', { supersededBy: 'third' }),
		aFaq('third'),
	];
	const find = (ref: string) => all.find((each) => each.ref === ref);
	expect(all.map((faq) => successorOf(faq, find)?.ref)).toEqual(['third', 'third', undefined]);
});

test('answers that replace each other lead nowhere, and do not turn for ever', () => {
	const all = [aFaq('a', { supersededBy: 'b' }), aFaq('b', { supersededBy: 'a' })];
	const find = (ref: string) => all.find((each) => each.ref === ref);
	expect(all.map((faq) => successorOf(faq, find))).toEqual([undefined, undefined]);
});
