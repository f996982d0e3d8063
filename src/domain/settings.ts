import type { z } from 'zod';
import { type Language, type LocalizedText, localized } from './languages.ts';
import type { settingsSchema } from './settings.schema.ts';

export type Settings = z.output<typeof settingsSchema>;
export type Hotline = Settings['hotlines'][number];

/** Numbers that are always shown, whatever the settings say. */
const essentialHotlines: readonly Hotline[] = [
	essential(
		'120',
		'emergency',
		{ 'zh-CN': '急救', en: 'Ambulance', it: 'Ambulanza' },
		{
			'zh-CN': '有生命危险、突发急病',
			en: 'Danger to life, sudden illness',
			it: 'Pericolo di vita, malore improvviso',
		},
	),
	essential(
		'110',
		'emergency',
		{ 'zh-CN': '报警', en: 'Police', it: 'Polizia' },
		{
			'zh-CN': '人身安全受到威胁',
			en: 'Your safety is threatened',
			it: 'La tua sicurezza è minacciata',
		},
	),
	essential(
		'119',
		'emergency',
		{ 'zh-CN': '消防救援', en: 'Fire and rescue', it: 'Vigili del fuoco e soccorso' },
		{
			'zh-CN': '火灾、被困、救援',
			en: 'Fire, trapped, rescue',
			it: 'Incendio, persone bloccate, soccorso',
		},
	),
	essential(
		'12356',
		'support',
		{ 'zh-CN': '心理援助热线', en: 'Psychological support', it: 'Sostegno psicologico' },
		{
			'zh-CN': '心里难受，想找人说说',
			en: 'When you need someone to talk to',
			it: 'Quando hai bisogno di parlare con qualcuno',
		},
	),
];

function essential(
	number: string,
	kind: Hotline['kind'],
	name: LocalizedText,
	purpose: LocalizedText,
): Hotline {
	return {
		code: number,
		number,
		kind,
		name,
		purpose,
		hours: [],
		languages: [],
		dialects: [],
		coverage: [],
		channels: ['phone'],
		audience: ['everyone'],
	};
}

/** The settings' hotlines, with 120, 110, 119 and 12356 first and never missing. */
export function allHotlines(settings: Settings): readonly Hotline[] {
	const essentials = essentialHotlines.map(
		(standard) => settings.hotlines.find((own) => own.number === standard.number) ?? standard,
	);
	const others = settings.hotlines.filter(
		(own) => !essentialHotlines.some((standard) => standard.number === own.number),
	);
	return [...essentials, ...others];
}

/**
 * Whether a number can be called from another country: as it was verified, or else by its form. Short numbers lead nowhere
 * outside of China (domain facts 4.2); of others without a country code nothing is known.
 */
export function reachedFromAbroad({
	number,
	fromAbroad,
}: Pick<Hotline, 'number' | 'fromAbroad'>): boolean | undefined {
	if (fromAbroad !== undefined) return fromAbroad;
	if (number.startsWith('+')) return true;
	return /^1\d{2,4}$/.test(number) ? false : undefined;
}

/** Hotlines in the order in which somebody abroad tries them: what surely cannot be called from there comes last. */
export function reachedFirst(hotlines: readonly Hotline[]): readonly Hotline[] {
	const rank = (line: Hotline) => [true, undefined, false].indexOf(reachedFromAbroad(line));
	return hotlines.toSorted((a, b) => rank(a) - rank(b));
}

export function areaName(settings: Settings, code: string, language: Language): string {
	return localized(nameIn(settings.areas, code), language);
}

export function topicName(settings: Settings, code: string, language: Language): string {
	return localized(nameIn(settings.topics, code), language);
}

export function issuerName(settings: Settings, code: string, language: Language): string {
	return localized(nameIn(settings.issuers, code), language);
}

/** Whether an area contains another: the county contains all its townships. */
export function containsArea(settings: Settings, outer: string, inner: string): boolean {
	if (outer === inner) return true;
	return settings.areas.find((area) => area.code === outer)?.kind === 'county';
}

/** The areas whose notices concern an area: its own, those that contain it, and those within it. */
export function concerning(settings: Settings, code: string): readonly string[] {
	return settings.areas
		.map((area) => area.code)
		.filter((other) => containsArea(settings, other, code) || containsArea(settings, code, other));
}

/** A name by its code in the languages it has; what the settings do not know keeps its code. */
export function nameIn(
	list: readonly { code: string; name: LocalizedText }[],
	code: string,
): LocalizedText {
	return list.find((one) => one.code === code)?.name ?? { 'zh-CN': code };
}

/** What the county's areas are called, in every language. */
export function areaNames({ areas }: Pick<Settings, 'areas'>): readonly string[] {
	return areas.flatMap(({ name }) =>
		Object.values(name).filter((each): each is string => each !== undefined),
	);
}
