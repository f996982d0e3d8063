import type { Announcement } from '../src/domain/announcement.ts';
import type {
	CollectionName,
	EntryData,
	Incident,
	Notice,
	RumorResponse,
	Support,
} from '../src/domain/collections.ts';
import { readEntry, readSettings } from '../src/domain/entry.ts';
import type { PromiseMade } from '../src/domain/incident-phase.ts';
import type { NoticeWithRef } from '../src/domain/notice.ts';
import type { Settings } from '../src/domain/settings.ts';
import type { ContentFile, ContentSource, PublishedIncident } from '../src/domain/site.ts';

/** The middle of every story that tests tell. */
export const noon = new Date('2026-03-14T12:00:00+08:00');

/** An instant some hours from noon. */
export function atHour(hours: number): Date {
	return new Date(noon.getTime() + hours * 3_600_000);
}

/** A notice that is valid and in force at noon. */
export function aNotice(changes: Partial<NoticeWithRef> = {}): NoticeWithRef {
	return { ref: 'a-notice', ...dataOf<Notice>('notices', noticeText()), ...changes };
}

/** What the live release says of a notice that is news at noon. */
export function anAnnouncement(changes: Partial<Announcement> = {}): Announcement {
	return {
		collection: 'notices',
		ref: 'n-1',
		revision: 1,
		kind: 'issue',
		status: 'actual',
		areas: [],
		topics: [],
		sent: noon,
		current: true,
		texts: {},
		...changes,
	};
}

/** A response that is valid and answered. */
export function aRumorResponse(changes: Partial<RumorResponse> = {}): RumorResponse {
	return { ...dataOf<RumorResponse>('rumors', rumorText()), ...changes };
}

/** An outbreak that is being responded to at noon. */
export function anIncident(changes: Partial<Incident> = {}): Incident {
	return { ...dataOf<Incident>('incidents', incidentText()), ...changes };
}

/** An incident as the server knows it: over at noon, and with nothing that belongs to it. */
export function aPublishedIncident(changes: Partial<PublishedIncident> = {}): PublishedIncident {
	return {
		ref: 'outbreak',
		title: 'X型呼吸道传染病疫情',
		startedAt: atHour(-48),
		endedAt: atHour(-24),
		over: true,
		phase: 'recovery',
		takesComments: true,
		items: [],
		notices: [],
		rumors: [],
		points: [],
		support: [],
		faqs: [],
		...changes,
	};
}

/** What the county promises in a review, and has not done yet. */
export function aPromise(changes: Partial<PromiseMade> = {}): PromiseMade {
	return { what: '口罩备足十天', owner: 'cdc', due: '2026-03-14', ...changes };
}

/** A page of support for everyone. */
export function aSupportPage(
	changes: Partial<Support & { readonly ref: string }> = {},
): Support & { readonly ref: string } {
	return { ref: 'a-page', ...dataOf<Support>('support', supportText()), ...changes };
}

export function someSettings(changes: Partial<Settings> = {}): Settings {
	const { settings } = readSettings(settingsText());
	if (!settings) throw new Error('the settings of the tests are not valid');
	return { ...settings, ...changes };
}

/** The Chinese file of a notice; `lines` are added to its fields, replacing those of the same name. */
export function noticeText(lines: Readonly<Record<string, string>> = {}, body = '正文。'): string {
	return entryText(
		{
			title: '云溪镇请减少聚集',
			summary: '云溪镇请减少聚集，发热先打电话。',
			category: 'measure',
			hazard: 'infectious-disease',
			areas: '["999900101"]',
			topics: '[health]',
			issuer: 'cdc',
			effective: '2026-03-14T09:00:00+08:00',
			expires: '2026-03-20T18:00:00+08:00',
			actions: '["请戴口罩"]',
			...lines,
		},
		body,
	);
}

export function incidentText(lines: Readonly<Record<string, string>> = {}): string {
	return entryText({
		title: 'X型呼吸道传染病疫情',
		summary: '县里正在应对。',
		hazard: 'infectious-disease',
		phase: 'response',
		areas: '["999900"]',
		issuer: 'cdc',
		startedAt: '2026-03-13T09:00:00+08:00',
		...lines,
	});
}

export function supportText(lines: Readonly<Record<string, string>> = {}): string {
	return entryText({
		title: '消息太多，心慌怎么办',
		summary: '一天看两次就够了。',
		audience: '[everyone]',
		level: 'community',
		issuer: 'cdc',
		lastReviewed: '2026-03-01',
		reviewBy: '2026-09-01',
		...lines,
	});
}

export function rumorText(lines: Readonly<Record<string, string>> = {}): string {
	return entryText(
		{
			title: '出行照常',
			summary: '没有封城，出行照常。',
			claim: '有人说今晚封城',
			verdict: '"false"',
			areas: '["999900"]',
			topics: '[health]',
			issuer: 'cdc',
			heardAt: '2026-03-14T08:00:00+08:00',
			checkedAt: '2026-03-14T10:00:00+08:00',
			fact: '出行按公告执行。',
			evidence: '[{what: 公告, who: 疾控中心, date: 2026-03-14}]',
			...lines,
		},
		'',
	);
}

/** The fields that make a notice a yellow warning. */
export const yellowWarning = {
	category: 'warning',
	warningColor: 'yellow',
	officialReference: '{issuedBy: cdc, number: 示例〔2026〕1号}',
	nextUpdateAt: '2026-03-15T20:00:00+08:00',
};

/** A shop in 云溪镇 that is open at eight in the morning; `lines` replace fields of the same name. */
export function helpPointText(lines: Readonly<Record<string, string>> = {}): string {
	const shop = {
		title: '供销社',
		summary: '平价菜',
		kind: 'supplies',
		area: '"999900101"',
		address: '溪东路12号',
		openingHours: '每天',
		state: 'open',
		asOf: '2026-03-14T08:00:00+08:00',
		issuer: 'cdc',
	};
	return entryText({ ...shop, ...lines }, '');
}

export function entryText(fields: Readonly<Record<string, string>>, body = '正文。'): string {
	const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
	return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

export function settingsText(lines = ''): string {
	return `name: {zh-CN: 示例县应急信息, en: Shili County Emergency Information}
county: {zh-CN: 示例县, en: Shili County}
sender: yingji.shili.example
issuers:
  - {code: cdc, name: {zh-CN: 示例县疾控中心, en: Shili County CDC}}
areas:
  - {code: '999900', name: {zh-CN: 全县, en: Whole county}, kind: county}
  - {code: '999900101', name: {zh-CN: 云溪镇, en: Yunxi Town}, kind: township}
  - {code: '999900201', name: {zh-CN: 石门乡, en: Shimen Township}, kind: township}
topics:
  - {code: health, name: {zh-CN: 健康, en: Health}}
push: {enabled: true, consent: {zh-CN: 同意交给境外的谷歌、苹果、Mozilla或微软, en: 'I agree that Google, Apple, Mozilla or Microsoft get it'}}
footer: {organiser: {zh-CN: 示例县人民政府}, operator: {zh-CN: 示例县应急办}, phone: 0000-5550100}
${lines}`;
}

/** Content held in memory: paths and texts, with the settings of the tests unless given. */
export function sourceOf(files: Readonly<Record<string, string>>): ContentSource {
	const all: Record<string, string> = { 'settings/portal.yml': settingsText(), ...files };
	const texts = new Map<string, string>();
	const list: ContentFile[] = Object.entries(all).map(([path, text]) => {
		const blob = `${path} ${text.length} ${hashOf(text)}`;
		texts.set(blob, text);
		return { path, blob };
	});
	return {
		list: async () => list,
		read: async (blob) => texts.get(blob) ?? '',
	};
}

function hashOf(text: string): number {
	let hash = 0;
	for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) | 0;
	return hash;
}

function dataOf<T extends EntryData>(collection: CollectionName, text: string): T {
	const { entry, problems } = readEntry(collection, 'built', { 'zh-CN': text });
	if (!entry) throw new Error(JSON.stringify(problems));
	return entry.data as T;
}
