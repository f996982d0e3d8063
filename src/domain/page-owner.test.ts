import { expect, test } from 'vitest';
import { entryOfPath, ownFirst } from './page-owner.ts';

test.each([
	['/guides/flood-plan/', { collection: 'guides', ref: 'flood-plan' }],
	['/en/faqs/masks/', { collection: 'faqs', ref: 'masks' }],
	['/feeds/', undefined],
	['/staff/feedback/', undefined],
	['/constructor/x-1/', undefined],
])('%s shows its entry, where there is one', (path, entry) => {
	expect(entryOfPath(path)).toEqual(entry);
});

test('what a body answers for stands first, and nothing is left out', () => {
	const items = [{ owner: 'cdc' }, { owner: 'water' }, {}, { owner: 'cdc' }];
	expect(ownFirst(items, 'cdc')).toEqual([
		{ owner: 'cdc' },
		{ owner: 'cdc' },
		{ owner: 'water' },
		{},
	]);
	expect(ownFirst(items, undefined)).toEqual(items);
});
