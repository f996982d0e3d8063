import type { z } from 'zod';
import {
	type CollectionName,
	collectionNames,
	collections,
	settingsPath,
} from '../domain/collections.ts';
import { choiceLabel, listings, newestEntries } from '../domain/entry-head.ts';
import { entryPage } from '../domain/entry-page.ts';
import { fieldMeta } from '../domain/fields.schema.ts';
import { defaultLanguage, labelIn, languageTags, type ToolLanguage } from '../domain/languages.ts';
import { settingsSchema } from '../domain/settings.schema.ts';
import type { Settings } from '../domain/settings.ts';
import { type CmsField, cmsFields } from './fields.ts';

/** Where the content stands for a backend: the portal's own repository, or this one on a Git host. */
export interface CmsPlace {
	readonly backend: Readonly<Record<string, unknown>>;
	/** `''` in the portal's content repository, `content/` in a repository that also holds the site's code. */
	readonly contentFolder: string;
	readonly base: string;
}

/** The Decap configuration, computed from the schemas: no field is written down twice. */
export function cmsConfig(settings: Settings, language: ToolLanguage, place: CmsPlace) {
	return {
		load_config_file: false,
		local_backend: false,
		backend: place.backend,
		publish_mode: 'editorial_workflow',
		locale: language === 'zh-CN' ? 'zh_Hans' : 'en',
		site_url: place.base,
		display_url: place.base,
		logo_url: `${place.base}icons/icon.svg`,
		media_folder: `${place.contentFolder}uploads`,
		public_folder: '/uploads',
		show_preview_links: true,
		slug: { encoding: 'ascii', clean_accents: true, sanitize_replacement: '-' },
		i18n: {
			structure: 'multiple_files',
			locales: [...languageTags],
			default_locale: defaultLanguage,
		},
		collections: [
			...collectionNames.map((name) => entryCollection(name, settings, language, place)),
			settingsCollection(settings, language, place),
		],
	};
}

function entryCollection(
	name: CollectionName,
	settings: Settings,
	language: ToolLanguage,
	{ contentFolder, backend }: CmsPlace,
) {
	const { schema, label } = collections[name];
	return {
		name,
		label: labelIn(label, language),
		description: labelIn(
			[
				`先显示最新的${newestEntries}条；用搜索、筛选或排序可以找到全部。`,
				`The newest ${newestEntries} come first; search, filter or sort to find all others.`,
			],
			language,
		),
		folder: `${contentFolder}${name}`,
		create: true,
		extension: 'md',
		format: 'yaml-frontmatter',
		// A name that needs no thought, is unique, and sorts by time.
		slug: '{{year}}{{month}}{{day}}-{{hour}}{{minute}}{{second}}',
		identifier_field: 'title',
		summary: '{{title}}　{{about}}',
		sortable_fields: ['title', listings[name].date],
		...viewFilters(name, language),
		view_groups: [
			{
				label: labelIn(['年份', 'Year'], language),
				field: listings[name].date,
				pattern: '\\d{4}',
			},
		],
		i18n: true,
		editor: { preview: true, notes: keepsNotes(backend) },
		preview_path: entryPage(name, '{{slug}}'),
		delete: !['notices', 'rumors', 'incidents'].includes(name),
		fields: cmsFields(schema, settings, language, { translatable: true }),
	};
}

/** A filter of the list for each value of its choices. */
function viewFilters(name: CollectionName, language: ToolLanguage) {
	const shape: Readonly<Record<string, z.ZodType>> = collections[name].schema.shape;
	const filters = listings[name].choices.flatMap((field) =>
		Object.keys((shape[field] && fieldMeta(shape[field])?.options) ?? {}).map((value) => ({
			label: choiceLabel(name, field, value, language),
			field,
			pattern: `^${value}$`,
		})),
	);
	return filters.length > 0 ? { view_filters: filters } : {};
}

function settingsCollection(
	settings: Settings,
	language: ToolLanguage,
	{ contentFolder, backend }: CmsPlace,
) {
	const label = labelIn(['门户设置', 'Settings'], language);
	return {
		name: 'settings',
		label,
		editor: { preview: false, notes: keepsNotes(backend) },
		delete: false,
		files: [
			{
				name: 'portal',
				label,
				file: `${contentFolder}${settingsPath}`,
				fields: cmsFields(settingsSchema, settings, language, {
					translatable: false,
				}) as readonly CmsField[],
			},
		],
	};
}

/** Decap's Forgejo backend has no place for notes. */
function keepsNotes(backend: CmsPlace['backend']): boolean {
	return backend['name'] !== 'forgejo';
}
