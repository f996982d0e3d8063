import { expect, test } from 'vitest';
import { readCmsBackend } from './cms-backend.ts';

const gitlab = { CMS_BACKEND: 'gitlab', CMS_REPO: 'county/portal', CMS_APP_ID: 'app-1' };

test.each(['content', 'content/', 'sites/county.2/content', '.'])(
	'takes %s for a folder of the repository',
	(folder) => {
		expect(readCmsBackend({ ...gitlab, CMS_CONTENT_FOLDER: folder })).toHaveProperty('backend');
	},
);

test.each(['/content', '../content', 'a//b', `${'a'.repeat(1000)}!`])(
	'refuses %s, and says at once what is wrong',
	(folder) => {
		expect(readCmsBackend({ ...gitlab, CMS_CONTENT_FOLDER: folder })).toEqual({
			problems: [expect.objectContaining({ variable: 'CMS_CONTENT_FOLDER' })],
		});
	},
);
