import { expect, test } from 'vitest';
import { anIncident, aPromise, noon, someSettings } from '../../tests/builders.ts';
import type { Incident } from './collections.ts';
import { referenceProblems } from './entry-rules.ts';
import { incidentReferenceProblems } from './incident-references.ts';

const review: NonNullable<Incident['review']> = {
	publishedAt: noon,
	reviewedBy: 'cdc',
	happened: [],
	wentWell: [],
	wentBadly: [],
	promises: [],
};
const has = (collection: string, ref: string) => `${collection}/${ref}` === 'notices/orange';

function named(changes: Partial<Incident>, translations = {}) {
	return incidentReferenceProblems({ data: anIncident(changes), translations }, has).map(
		({ field, values, language }) => [field, values?.['value'], ...(language ? [language] : [])],
	);
}

test('notices and responses that a review names by their address are there', () => {
	const happened = ['见/notices/orange/和[辟谣](/en/rumors/no-lockdown/#v2)。'];
	const promises = [aPromise({ note: '见/notices/gone/。' })];
	expect(named({ review: { ...review, happened, promises } })).toEqual([
		['review.happened', 'rumors/no-lockdown'],
		['review.promises', 'notices/gone'],
	]);
});

test('those in the text of an incident and its translations are, too, each named with its language', () => {
	const translations = { en: { body: 'See /en/notices/lost/ and again /en/notices/lost.' } };
	expect(named({ body: '见[公告](/notices/gone)。' }, translations)).toEqual([
		['body', 'notices/gone'],
		['body', 'notices/lost', 'en'],
	]);
});

test('lists of the site and addresses of other sites are no entries', () => {
	const body = '/notices/ /rumors/figures/ /notices/archive/2026-03/ https://x.example/notices/y/';
	expect(named({ body })).toEqual([]);
});

test('who reviewed and who promised are bodies of the settings', () => {
	const data = anIncident({
		review: { ...review, reviewedBy: 'nobody', promises: [aPromise({ owner: 'no-one' })] },
	});
	const found = referenceProblems(data, { settings: someSettings(), has: () => true });
	expect(found).toMatchObject([
		{ code: 'unknown-issuer', field: 'review.reviewedBy', values: { value: 'nobody' } },
		{ code: 'unknown-issuer', field: 'review.promises', values: { value: 'no-one' } },
	]);
});
