import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cmsConfig } from '../src/cms/config.ts';
import { type CmsBackend, readCmsBackend } from '../src/domain/cms-backend.ts';
import {
	collectionNames,
	collections,
	entryPath,
	parseEntryPath,
	settingsPath,
} from '../src/domain/collections.ts';
import { localize, readEntry, readSettings } from '../src/domain/entry.ts';
import { referenceProblems } from '../src/domain/entry-rules.ts';
import { unwrapped } from '../src/domain/fields.schema.ts';
import { defaultLanguage, isLanguage, languageTags } from '../src/domain/languages.ts';
import { settingsSchema } from '../src/domain/settings.schema.ts';
import { folderSource } from '../src/reading/folder-source.ts';
import {
	type DecapField,
	decapFields,
	entrySavedByDecap,
	fileSavedByDecap,
	newDecapDraft,
} from './decap-saves.ts';

const source = folderSource('content');
const files = new Map<string, string>();
for (const { path, blob } of await source.list()) files.set(path, await source.read(blob));

const settingsText = files.get(settingsPath) ?? '';
const { settings } = readSettings(settingsText);
if (!settings) throw new Error('the settings of the demo county cannot be read');

const entries = [...files.keys()].flatMap((path) => parseEntryPath(path) ?? []);
const known = new Set(entries.map(({ collection, ref }) => `${collection}/${ref}`));
const surroundings = { settings, has: (name: string, ref: string) => known.has(`${name}/${ref}`) };

const place = { backend: {}, contentFolder: '', base: '/' };
const forms = { 'zh-CN': formsIn('zh-CN'), en: formsIn('en') };

describe.each(['zh-CN', 'en'] as const)('in the form in %s', (language) => {
	test.each(collectionNames)('every field of %s has a widget, a label and a hint', (name) => {
		expect(faults(collections[name].schema, forms[language](name))).toEqual([]);
	});

	test('every field of the settings has a widget, a label and a hint', () => {
		expect(faults(settingsSchema, forms[language]('settings'))).toEqual([]);
	});

	test('a folded item of a list is named by its text, never by its code', () => {
		const summaries = listSummaries(forms[language]('settings'));
		expect(summaries).toEqual({
			issuers: '{{name.zh-CN}}',
			areas: '{{name.zh-CN}}',
			topics: '{{name.zh-CN}}',
			hotlines: '{{name.zh-CN}}',
			partners: '{{name.zh-CN}}',
		});
		expect(listSummaries(forms[language]('notices'))).toEqual({
			sessions: '{{name}}',
			recordings: '{{name}}',
			attachments: '{{name}}',
			changes: '{{what}}',
		});
	});

	test.each(collectionNames)('a new entry of %s begins without half-filled groups', (name) => {
		const draft = newDecapDraft(forms[language](name));
		expect(Object.entries(draft).filter(([, value]) => isGroup(value))).toEqual([]);
	});
});

describe('opened and saved in Decap', () => {
	test.each(entries.filter(({ language }) => language === defaultLanguage))(
		'$collection/$ref says what it said and can be released',
		({ collection, ref }) => {
			const texts: Record<string, string> = {};
			const saved: Record<string, string> = {};
			for (const language of languageTags) {
				const text = files.get(entryPath(collection, ref, language));
				if (text === undefined) continue;
				const isDefaultLanguage = language === defaultLanguage;
				texts[language] = text;
				saved[language] = entrySavedByDecap(text, forms.en(collection), { isDefaultLanguage });
			}
			const before = readEntry(collection, ref, texts);
			const after = readEntry(collection, ref, saved);
			expect(after.problems).toEqual([]);
			if (!before.entry || !after.entry) throw new Error(`${collection}/${ref} cannot be read`);
			expect(referenceProblems(after.entry.data, surroundings)).toEqual([]);
			for (const language of languageTags) {
				expect(localize(after.entry, language)).toEqual(localize(before.entry, language));
			}
		},
	);

	test('the settings say what they said', () => {
		const saved = readSettings(fileSavedByDecap(settingsText, forms.en('settings')));
		expect(saved.problems).toEqual([]);
		expect(saved.settings).toEqual(settings);
	});
});

describe('on a Git host', () => {
	test.each([
		[
			'github',
			{ CMS_BASE_URL: 'https://sign-in.county.example/' },
			{ api_root: 'https://api.github.com', base_url: 'https://sign-in.county.example' },
			'https://api.github.com',
		],
		[
			'github',
			{
				CMS_BASE_URL: 'https://sign-in.county.example',
				CMS_API_URL: 'https://github.county.example/api/v3/',
			},
			{
				api_root: 'https://github.county.example/api/v3',
				base_url: 'https://sign-in.county.example',
			},
			'https://github.county.example',
		],
		[
			'gitlab',
			{ CMS_APP_ID: 'app-1', CMS_BASE_URL: 'https://git.county.example/gitlab' },
			{
				auth_type: 'pkce',
				app_id: 'app-1',
				base_url: 'https://git.county.example/gitlab',
				api_root: 'https://git.county.example/gitlab/api/v4',
			},
			'https://git.county.example',
		],
		[
			'gitlab',
			{ CMS_APP_ID: 'app-1' },
			{
				auth_type: 'pkce',
				app_id: 'app-1',
				base_url: 'https://gitlab.com',
				api_root: 'https://gitlab.com/api/v4',
			},
			'https://gitlab.com',
		],
		[
			'forgejo',
			{ CMS_APP_ID: 'app-1', CMS_BASE_URL: 'https://forge.county.example' },
			{
				app_id: 'app-1',
				base_url: 'https://forge.county.example',
				api_root: 'https://forge.county.example/api/v1',
			},
			'https://forge.county.example',
		],
	])('%s is configured with what it needs from %o', (name, variables, options, origin) => {
		const repo = { CMS_BACKEND: name, CMS_REPO: 'county/portal' };
		const backend = backendOf({ ...repo, ...variables });
		const { collections: all, ...config } = configOf(backend);
		expect(config.backend).toEqual({ name, repo: 'county/portal', branch: 'main', ...options });
		expect(config.publish_mode).toBe('editorial_workflow');
		expect(config.media_folder).toBe('content/uploads');
		expect(config.public_folder).toBe('/uploads');
		expect(all.flatMap((each) => ('folder' in each ? each.folder : []))).toEqual(
			collectionNames.map((each) => `content/${each}`),
		);
		expect(all.flatMap((each) => ('files' in each ? each.files[0]?.file : []))).toEqual([
			`content/${settingsPath}`,
		]);
		expect(backend.origins).toEqual([origin]);
	});

	test.each([
		['.', 'uploads', 'notices'],
		['site/content/', 'site/content/uploads', 'site/content/notices'],
	])('content may stand at %s', (folder, media, notices) => {
		const config = configOf(backendOf({ ...forgejo, CMS_CONTENT_FOLDER: folder }));
		expect(config.media_folder).toBe(media);
		expect(config.collections[0]).toMatchObject({ folder: notices });
	});

	test('a repository of GitLab may stand in groups, and any branch may be written to', () => {
		const variables = { CMS_REPO: 'city/county/portal', CMS_BRANCH: 'content/live' };
		const { options } = backendOf({ ...forgejo, CMS_BACKEND: 'gitlab', ...variables });
		expect(options).toMatchObject({ repo: 'city/county/portal', branch: 'content/live' });
	});

	test('blank variables are not set, and without any the portal is the backend', () => {
		const backend = backendOf({ CMS_BACKEND: '', CMS_REPO: ' ' });
		expect(configOf(backend).backend).toEqual({ name: 'portal', branch: 'main' });
		expect(configOf(backend).media_folder).toBe('uploads');
		expect(backend.origins).toEqual([]);
	});

	test.each([
		[{ CMS_BACKEND: 'bitbucket' }, ['CMS_BACKEND must be one of: portal, github, gitlab, forgejo']],
		[
			{ CMS_REPO: 'county/portal' },
			['CMS_REPO is for a Git host: set CMS_BACKEND to github, gitlab or forgejo, or leave it out'],
		],
		[
			{ CMS_BACKEND: 'github' },
			[
				'CMS_REPO is needed with github: the repository, such as county/portal',
				'CMS_BASE_URL is needed with github: the address of the OAuth service that signs editors in',
			],
		],
		[
			{ CMS_BACKEND: 'gitlab', CMS_REPO: 'county/portal' },
			['CMS_APP_ID is needed with gitlab: the id of the OAuth application that editors sign in to'],
		],
		[
			{ CMS_BACKEND: 'forgejo', CMS_REPO: 'county/portal', CMS_APP_ID: 'app-1' },
			['CMS_BASE_URL is needed with forgejo: the address of the Forgejo server'],
		],
		[
			{
				CMS_BACKEND: 'github',
				CMS_REPO: 'a/b',
				CMS_BASE_URL: 'https://a.example',
				CMS_APP_ID: 'app-1',
			},
			['CMS_APP_ID is not used with github: the OAuth service holds it'],
		],
		[
			{ CMS_BACKEND: 'github', CMS_REPO: 'a/b', CMS_BASE_URL: 'https://a.example/oauth' },
			['CMS_BASE_URL must be an address without a path: its page /auth is asked'],
		],
	])('%o is refused with what to do', (variables, sentences) => {
		expect(refusals(variables)).toEqual(sentences);
	});

	test.each([
		['CMS_REPO', 'https://forge.county.example/county/portal'],
		['CMS_REPO', 'city/county/portal'],
		['CMS_BRANCH', 'a..b'],
		['CMS_BASE_URL', 'http://forge.county.example'],
		['CMS_BASE_URL', 'https://name:secret@forge.county.example'],
		['CMS_APP_ID', 'an id'],
		['CMS_API_URL', 'https://forge.county.example/api/v1'],
		['CMS_CONTENT_FOLDER', '../content'],
		['CMS_CONTENT_FOLDER', '/content'],
	])('%s=%s is refused', (variable, value) => {
		const found = refusals({ ...forgejo, [variable]: value });
		expect(found.map((each) => each.split(' ')[0])).toEqual([variable]);
	});
});

const forgejo = {
	CMS_BACKEND: 'forgejo',
	CMS_REPO: 'county/portal',
	CMS_APP_ID: 'app-1',
	CMS_BASE_URL: 'https://forge.county.example',
};

function backendOf(variables: Readonly<Record<string, string>>): CmsBackend {
	const read = readCmsBackend(variables);
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	return read.backend;
}

function configOf({ options: backend, contentFolder }: CmsBackend) {
	return cmsConfig(settings as NonNullable<typeof settings>, 'zh-CN', {
		backend,
		contentFolder,
		base: '/',
	});
}

function refusals(variables: Readonly<Record<string, string>>): readonly string[] {
	const read = readCmsBackend(variables);
	if (!('problems' in read)) return [];
	return read.problems.map(({ variable, message }) => `${variable} ${message}`);
}

/** The fields of each collection's form. */
function formsIn(language: 'zh-CN' | 'en'): (name: string) => readonly DecapField[] {
	const { collections: all } = cmsConfig(settings as NonNullable<typeof settings>, language, place);
	return (name) => {
		const found = all.find((each) => each.name === name);
		if (!found) throw new Error(`${name} has no form`);
		return decapFields('fields' in found ? found.fields : (found.files[0]?.fields ?? []));
	};
}

/** Fields without widget, label or hint, fields the form lacks, and fields it has too many, by their paths. */
function faults(schema: z.ZodObject, fields: readonly DecapField[], path = ''): string[] {
	const extra = fields.filter(({ name }) => !Object.hasOwn(schema.shape, name));
	const inner = Object.entries(schema.shape).flatMap(([name, each]) => {
		const field = fields.find((candidate) => candidate.name === name);
		if (!field) return [`${path}${name} is missing`];
		return fieldFaults(each as z.ZodType, field, `${path}${name}`);
	});
	return [...extra.map(({ name }) => `${path}${name} is not in the schema`), ...inner];
}

function fieldFaults(schema: z.ZodType, field: DecapField, path: string): string[] {
	const unnamed = (field.options ?? []).filter(({ label }) => !label?.trim());
	const own = [
		...(field.label?.trim() ? [] : [`${path} has no label`]),
		...(field.widget?.trim() ? [] : [`${path} has no widget`]),
		...(field.hint?.trim() || speaksForItself(field) ? [] : [`${path} has no hint`]),
		...unnamed.map(({ value }) => `${path} has no label for ${value}`),
	];
	if (field.widget === 'hidden') return own;
	const value = unwrapped(schema);
	const isList = value instanceof z.ZodArray;
	const element = isList ? unwrapped(value.element as z.ZodType) : value;
	if (element instanceof z.ZodObject) {
		return [...own, ...faults(element, field.fields ?? [], `${path}.`)];
	}
	if (!isList || field.widget === 'select') return own;
	if (!field.field) return [...own, `${path} has no field for its items`];
	return [...own, ...fieldFaults(element, field.field, `${path}.item`)];
}

/** The language of a text, an item of a list that has its own hint, and what nobody sees. */
function speaksForItself({ name, widget }: DecapField): boolean {
	return widget === 'hidden' || name === 'item' || isLanguage(name);
}

function listSummaries(fields: readonly DecapField[]): Readonly<Record<string, string>> {
	const lists = fields.filter(({ widget, fields: inner }) => widget === 'list' && inner);
	return Object.fromEntries(
		lists.map(({ name, summary = '' }) => [name, summary.replace(/ \| default\(.*\)/, '')]),
	);
}

function isGroup(value: unknown): boolean {
	if (Array.isArray(value)) return value.some(isGroup);
	return typeof value === 'object' && value !== null;
}
