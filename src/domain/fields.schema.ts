import { z } from 'zod';
import { defaultLanguage, type Language, languageTags } from './languages.ts';
import { shortCode } from './short-code.ts';
import { isTangled } from './tangled-text.ts';
import { toOffsetString } from './time.ts';

/** What the CMS shows of a field. `[Chinese, English]`. */
export interface FieldMeta {
	readonly label: readonly [string, string];
	readonly hint?: readonly [string, string];
	/** The Decap widget, where the type alone does not decide it. */
	readonly widget?: 'text' | 'markdown' | 'hidden' | 'select' | 'file';
	/** Written in each language's own file. Every other field is a fact and stands in the default language's file only. */
	readonly translated?: boolean;
	/** What a new entry's form begins with, where the schema itself has no such value. */
	readonly initially?: 'now';
	/** Options that come from the settings. */
	readonly optionsFrom?: 'areas' | 'topics' | 'issuers' | 'hotlines' | 'partners';
	/** Asked only while each of these choices beside it has one of these values; a field that holds something stays in sight. */
	readonly when?: { readonly [choice: string]: readonly string[] };
	/** Meaning of each value of a choice. */
	readonly options?: Readonly<Record<string, readonly [string, string]>>;
}

/** Gives a field its label, hint and widget; the CMS form and the messages of a refusal are made from them. */
export function field<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
	return schema.meta({ field: meta }) as T;
}

/** What `field` was given, found through optional and default wrappers. */
export function fieldMeta(schema: z.ZodType): FieldMeta | undefined {
	const own = schema.meta()?.field as FieldMeta | undefined;
	return own ?? (isWrapper(schema) ? fieldMeta(schema.unwrap() as z.ZodType) : undefined);
}

/** The schema inside optional and default wrappers. */
export function unwrapped(schema: z.ZodType): z.ZodType {
	return isWrapper(schema) ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

function isWrapper(schema: z.ZodType): schema is z.ZodOptional | z.ZodDefault | z.ZodPrefault {
	return (
		schema instanceof z.ZodOptional ||
		schema instanceof z.ZodDefault ||
		schema instanceof z.ZodPrefault
	);
}

/** One line of text: trimmed, not empty, no control characters, at most `max` characters. */
export function line(max: number) {
	return (
		z
			.string()
			.trim()
			.min(1)
			.max(max)
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
			.regex(/^[^\u0000-\u001f\u007f]*$/)
	);
}

/** A paragraph or more, plain text. */
export function paragraph(max: number) {
	return z.string().trim().min(1).max(max);
}

/** Markdown; raw HTML in it is dropped when it is rendered. Its pictures say in words what they show, and are the portal's own. */
export const markdown = z
	.string()
	.max(60_000)
	.refine((text) => !/!\[\s*\]/.test(text), { params: { problem: 'picture-without-words' } })
	.refine((text) => !/!\[[^\]]*\]\(\s*<?(?!\/uploads\/)/.test(text), {
		params: { problem: 'picture-from-elsewhere' },
	})
	.refine((text) => !isTangled(text), { params: { problem: 'tangled-text' } });

/** An instant with an explicit offset, as `2026-03-06T18:00:00+08:00`; a `Date` inside the domain. */
export const instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
	decode: (text) => new Date(text),
	encode: toOffsetString,
});

/** A calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** The name of an entry: part of its file name and its address. */
export const ref = z.string().regex(/^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/);

/** A phone number as it is dialled: digits, `+` and `-`. */
export const phone = z.string().regex(/^\+?[0-9][0-9-]{1,22}$/);

/** A web address; `http:` and `https:` only, so that no link can run a script. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(500);

/** A short text in each language, the default language required; other scripts may need more characters than Chinese. */
export function localizedText(max: number, translatedMax = max) {
	const shape = Object.fromEntries(
		languageTags.map((tag) => [
			tag,
			tag === defaultLanguage ? line(max) : line(translatedMax).optional(),
		]),
	);
	return z.strictObject(shape as LocalizedShape);
}

type LocalizedShape = { readonly [tag in typeof defaultLanguage]: z.ZodString } & {
	readonly [tag in Exclude<Language, typeof defaultLanguage>]: z.ZodOptional<z.ZodString>;
};

/** A code that settings, content and addresses share. */
export const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/);

/** The code by which content and subscriptions know something of the settings ever after. */
export const lastingCode = field(code, {
	label: ['代码', 'Code'],
	hint: [
		'小写字母、数字和短横线。用过以后不要再改',
		'Lower-case letters, digits, hyphens. Never change it once it is used',
	],
});

/** A name of something in the settings, of at most so many characters in Chinese. */
export const shownName = (most: number) =>
	field(localizedText(most), {
		label: ['名称', 'Name'],
		hint: ['居民看到的名称', 'As residents see it'],
	});

/** `actual` is for everyone; `exercise` and `test` never reach a public list, feed, search or subscription (CAP 1.2 §3.2.1). */
export const status = z.enum(['actual', 'exercise', 'test']);

export const statusOptions = {
	actual: ['真实发布', 'Actual'],
	exercise: ['演练（不对公众推送）', 'Exercise (never reaches the public)'],
	test: ['测试', 'Test'],
} as const;

export const audience = z.enum([
	'everyone',
	'parents',
	'children',
	'older-people',
	'patients',
	'quarantined',
	'bereaved',
	'responders',
	'students',
	'migrant-workers',
	'overseas',
	'businesses',
]);

export const audienceOptions = {
	everyone: ['所有人', 'Everyone'],
	parents: ['家长', 'Parents'],
	children: ['儿童青少年', 'Children and teenagers'],
	'older-people': ['老年人', 'Older people'],
	patients: ['患者', 'Patients'],
	quarantined: ['隔离人员', 'People in quarantine'],
	bereaved: ['亲人离世的家庭', 'Bereaved families'],
	responders: ['医护、村社干部和志愿者', 'Responders and volunteers'],
	students: ['学生', 'Students'],
	'migrant-workers': ['外出务工人员', 'Migrant workers'],
	overseas: ['海外乡亲', 'People abroad'],
	businesses: ['商户和企业', 'Businesses'],
} as const;

export const hazard = z.enum([
	'infectious-disease',
	'flood',
	'typhoon',
	'landslide',
	'earthquake',
	'fire',
	'cold',
	'heat',
	'water-supply',
	'food-safety',
	'other',
]);

export const hazardOptions = {
	'infectious-disease': ['传染病', 'Infectious disease'],
	flood: ['洪水、暴雨', 'Flood or heavy rain'],
	typhoon: ['台风', 'Typhoon'],
	landslide: ['山体滑坡、泥石流', 'Landslide'],
	earthquake: ['地震', 'Earthquake'],
	fire: ['火灾', 'Fire'],
	cold: ['寒潮、冰冻', 'Cold and ice'],
	heat: ['高温', 'Heat'],
	'water-supply': ['停水、水质', 'Water supply'],
	'food-safety': ['食品安全', 'Food safety'],
	other: ['其他', 'Other'],
} as const;

/** What the server writes when an entry is published; rendering only prints it, and editors cannot change it. */
export const stamp = z.strictObject({
	/** When this lifecycle entry was first published; the CAP `sent` (CAP 1.2 §3.2.1). */
	sent: instant,
	/** The CAP identifier: never changes, no space, comma, `<` or `&`. */
	identifier: z.string().regex(/^[A-Za-z0-9._-]{8,80}$/),
	/** The CAP sender at that time: it is part of the identity (CAP 1.2 §3.2.1), whatever the settings say later. */
	sender: z
		.string()
		.regex(/^[A-Za-z0-9.-]{3,60}$/)
		.optional(),
	/** Short code for paper and speech, without easily confused characters. */
	code: z.string().regex(shortCode),
	/** When the text was last changed after publication. */
	revised: instant.optional(),
	/** The portal's Ed25519 signature over what a notice says now, by which key and when. Whether it is valid is found out by whoever shows it. */
	signature: z
		.strictObject({ key: z.string().max(40), at: instant, value: z.string().max(200) })
		.optional(),
});

/** A smaller edit after publication, listed publicly. */
export const change = z.strictObject({
	at: field(instant, {
		label: ['修改时间', 'Changed at'],
		hint: ['改动发布的时间', 'When the change was published'],
	}),
	what: field(line(300), {
		label: ['改了什么、为什么', 'What changed and why'],
		hint: ['一句话，居民看得懂', 'One sentence that residents understand'],
		translated: true,
	}),
});
