import { expect, test } from 'vitest';
import { settingsText, sourceOf } from '../../tests/builders.ts';
import { readContent } from './read-content.ts';

const path = 'settings/portal.yml';
const unconsented = settingsText().replace(
	/^push:.*$/m,
	'push: {enabled: true, consent: {zh-CN: 好}}',
);
const setAside = [{ path, problems: [expect.objectContaining({ code: 'consent-names-nobody' })] }];

test('settings that turned push on without telling who gets the addresses still make a portal, with push off', async () => {
	const content = await readContent(sourceOf({ [path]: unconsented }));
	expect(content.settings.push.enabled).toBe(false);
	expect(content.setAside).toEqual(setAside);
});

test('such settings do not take the place of better ones', async () => {
	const before = await readContent(sourceOf({}));
	const after = await readContent(sourceOf({ [path]: unconsented }), before);
	expect(after.settings).toBe(before.settings);
	expect(after.setAside).toEqual(setAside);
});
