import { z } from 'zod';
import { type FieldMeta, fieldMeta, unwrapped } from '../domain/fields.schema.ts';
import {
	defaultLanguage,
	isLanguage,
	labelIn,
	languageName,
	localized,
	type ToolLanguage,
} from '../domain/languages.ts';
import type { Settings } from '../domain/settings.ts';
import { decidingWidget } from './deciding-widget.ts';

/** A field of a Decap form. */
export interface CmsField {
	readonly name: string;
	readonly label: string;
	readonly widget: string;
	/** Shown only while these choices have these values. */
	readonly when?: FieldMeta['when'];
	readonly [option: string]: unknown;
}

interface Form {
	readonly settings: Settings;
	readonly language: ToolLanguage;
	/** Whether the collection has a file per language. */
	readonly translatable: boolean;
	/** Inside an optional group nothing is required by the form: the group may be left empty. The server checks. */
	readonly optional: boolean;
}

/** The form of a schema: a widget, a label and a hint for each of its fields. */
export function cmsFields(
	schema: z.ZodObject,
	settings: Settings,
	language: ToolLanguage,
	{ translatable }: { translatable: boolean },
): CmsField[] {
	return shapeFields(schema, { settings, language, translatable, optional: false });
}

function shapeFields(schema: z.ZodObject, form: Form): CmsField[] {
	const fields = Object.entries(schema.shape).map(([name, each]) =>
		cmsField(name, each as z.ZodType, form),
	);
	const choices = new Set(fields.flatMap(({ when }) => Object.keys(when ?? {})));
	return fields.map((field) =>
		choices.has(field.name) ? { ...field, widget: decidingWidget } : field,
	);
}

function cmsField(name: string, schema: z.ZodType, form: Form): CmsField {
	const meta = fieldMeta(schema) ?? languageMeta(name);
	const inner = unwrapped(schema);
	const required = !form.optional && !schema.safeParse(undefined).success;
	const within = { ...form, optional: !required };
	return {
		name,
		label: labelIn(meta.label, form.language),
		...(meta.hint ? { hint: labelIn(meta.hint, form.language) } : {}),
		required,
		...(form.translatable ? { i18n: meta.translated === true } : {}),
		...(meta.when ? { when: meta.when } : {}),
		...defaultOf(schema, meta),
		...widgetOf(inner, meta, within),
	};
}

/** Fields of a localized text are named by their language. */
function languageMeta(name: string): FieldMeta {
	if (!isLanguage(name)) throw new Error(`the field ${name} has no label`);
	return { label: [languageName(name), languageName(name)] };
}

function widgetOf(
	schema: z.ZodType,
	meta: FieldMeta,
	form: Form,
): { widget: string } & Record<string, unknown> {
	if (meta.widget === 'hidden') return { widget: 'hidden' };
	if (meta.widget === 'markdown') return markdownWidget;
	if (meta.widget === 'file') return { widget: 'file', choose_url: false };
	const options = optionsOf(schema, meta, form);
	if (options) return { widget: 'select', ...options };
	if (schema instanceof z.ZodCodec) return instantWidget;
	if (schema instanceof z.ZodBoolean) return { widget: 'boolean' };
	if (schema instanceof z.ZodNumber) return { widget: 'number', value_type: 'int', min: 0 };
	if (schema instanceof z.ZodArray) return listWidget(schema, meta, form);
	if (schema instanceof z.ZodObject)
		return { widget: 'object', collapsed: form.optional, fields: shapeFields(schema, form) };
	if (schema instanceof z.ZodISODate) return dayWidget;
	return textWidget(schema);
}

const markdownWidget = {
	widget: 'markdown',
	buttons: [
		'bold',
		'link',
		'heading-two',
		'heading-three',
		'bulleted-list',
		'numbered-list',
		'quote',
	],
	editor_components: ['image'],
	modes: ['rich_text', 'raw'],
};

/** Saved with the offset of the editor's clock; the portal writes the county's. */
const instantWidget = {
	widget: 'datetime',
	format: 'YYYY-MM-DDTHH:mm:ssZ',
	date_format: 'YYYY-MM-DD',
	time_format: 'HH:mm',
	picker_utc: false,
};

const dayWidget = {
	widget: 'datetime',
	format: 'YYYY-MM-DD',
	date_format: 'YYYY-MM-DD',
	time_format: false,
	picker_utc: false,
};

function listWidget(
	schema: z.ZodArray,
	list: FieldMeta,
	form: Form,
): { widget: string } & Record<string, unknown> {
	const element = schema.element as z.ZodType;
	const inner = unwrapped(element);
	// An item that was added is meant: its own required fields are required.
	if (inner instanceof z.ZodObject)
		return {
			widget: 'list',
			collapsed: true,
			summary: itemSummary(inner, form),
			fields: shapeFields(inner, { ...form, optional: false }),
		};
	const meta = fieldMeta(element) ?? list;
	const label = labelIn(meta.label, form.language);
	const item = {
		name: 'item',
		label,
		widget: 'string',
		...(form.translatable ? { i18n: meta.translated === true } : {}),
	};
	return { widget: 'list', collapsed: false, label_singular: label, field: item };
}

/** What stands for an item of a list while it is folded: its first text, never a code. */
function itemSummary({ shape }: z.ZodObject, { language }: Form): string {
	const texts = Object.entries(shape).filter(([, each]) => isText(unwrapped(each as z.ZodType)));
	const [name, schema] = texts[0] ?? Object.entries(shape)[0] ?? [];
	const localizedName = unwrapped(schema as z.ZodType) instanceof z.ZodObject;
	const path = localizedName ? `${name}.${defaultLanguage}` : name;
	return `{{${path} | default('${labelIn(['未填写', 'empty'], language)}')}}`;
}

/** A line of text, or one in each language; codes have a pattern of Latin letters. */
function isText(schema: z.ZodType): boolean {
	if (schema instanceof z.ZodObject) return defaultLanguage in schema.shape;
	return schema instanceof z.ZodString && (schema.maxLength ?? 0) > 0;
}

function textWidget(schema: z.ZodType): { widget: string } & Record<string, unknown> {
	const most = schema instanceof z.ZodString ? (schema.maxLength ?? 0) : 0;
	return { widget: most > 160 ? 'text' : 'string' };
}

function optionsOf(
	schema: z.ZodType,
	meta: FieldMeta,
	form: Form,
): Record<string, unknown> | undefined {
	const many = schema instanceof z.ZodArray;
	const options = meta.optionsFrom
		? settingsOptions(meta.optionsFrom, form)
		: choiceOptions(meta, form.language);
	if (!options) return undefined;
	return many ? { multiple: true, options } : { options };
}

function settingsOptions(
	list: NonNullable<FieldMeta['optionsFrom']>,
	{ settings, language }: Form,
) {
	return settings[list].map((each) => ({
		value: each.code,
		label: localized(each.name, language),
	}));
}

function choiceOptions({ options }: FieldMeta, language: ToolLanguage) {
	return (
		options &&
		Object.entries(options).map(([value, label]) => ({ value, label: labelIn(label, language) }))
	);
}

function defaultOf(schema: z.ZodType, { initially }: FieldMeta): Record<string, unknown> {
	// Decap puts the time in whose place this stands.
	if (initially === 'now') return { default: '{{now}}' };
	if (!(schema instanceof z.ZodDefault)) return {};
	const value: unknown = schema.parse(undefined);
	return Array.isArray(value) && value.length === 0 ? {} : { default: value };
}
