import {
	capitalized,
	categories,
	expiryOf,
	msgTypes,
	responseTypesOf,
	severityOf,
} from '../domain/cap-values.ts';
import type { Localized } from '../domain/entry.ts';
import { areaName, issuerName, type Settings } from '../domain/settings.ts';
import { toOffsetString } from '../domain/time.ts';
import { type Translate, translator } from '../i18n/strings.ts';
import { translationMark, translationNote } from '../i18n/translation-words.ts';
import { document, element, type Xml } from './xml.ts';

type Notice = Localized<'notices'>;
type Stamped = Notice & { readonly stamp: NonNullable<Notice['stamp']> };

/** A notice in one of the languages it was written in. */
export interface CapText {
	readonly notice: Notice;
	/** The body without markup. */
	readonly plainText: string;
	/** The address of its page. */
	readonly url: string;
}

/** What a CAP message is made from. */
export interface CapSource {
	/** The text of the default language first: it holds the facts. */
	readonly texts: readonly [CapText, ...CapText[]];
	/** Everything said before in the same matter. */
	readonly earlier: readonly Notice[];
	readonly settings: Settings;
	/** The public address of an uploaded file. */
	readonly fileUrl: (file: string) => string;
}

const namespace = 'urn:oasis:names:tc:emergency:cap:1.2';

/** Whether a notice has the identity that a CAP message needs: it was published through the portal. */
export function isStamped(notice: Notice): notice is Stamped {
	return notice.stamp !== undefined;
}

/**
 * A notice as a message of the Common Alerting Protocol (OASIS CAP 1.2), one `info` for each language, with the rules
 * of Google's profile: no `Unknown`, an end, an area and references to everything earlier. `undefined` without a stamp.
 */
export function capAlert(source: CapSource): string | undefined {
	const [{ notice }] = source.texts;
	if (!isStamped(notice)) return undefined;
	const references = source.earlier
		.filter(isStamped)
		.map((each) => reference(each, source.settings));
	const alert = element(
		'alert',
		[
			element('identifier', notice.stamp.identifier),
			element('sender', senderOf(notice, source.settings)),
			element('sent', toOffsetString(notice.stamp.sent)),
			element('status', statusOf(notice, source.settings)),
			// Who never got an earlier message has nothing to update or to cancel.
			element('msgType', references.length > 0 ? msgTypes[notice.lifecycle] : 'Alert'),
			...scopeOf(notice),
			...noteOf(notice, source.settings),
			...(references.length > 0 ? [element('references', references.join(' '))] : []),
			...(notice.incident ? [element('incidents', notice.incident)] : []),
			...source.texts.map((text) => info(text, source)),
		],
		{ xmlns: namespace },
	);
	// No stylesheet: Chromium loads it for a CAP message and does not apply it, and then shows no tree either.
	return document(alert);
}

/** How another message names this one (§3.2.1 `references`). */
export function reference(notice: Stamped, settings: Settings): string {
	const { identifier, sent } = notice.stamp;
	return [senderOf(notice, settings), identifier, toOffsetString(sent)].join(',');
}

function senderOf({ stamp }: Stamped, settings: Settings): string {
	return stamp.sender ?? settings.sender;
}

/** Nothing of a county that does not exist is actual. */
function statusOf({ status }: Notice, { fictional }: Settings): string {
	return fictional && status === 'actual' ? 'Exercise' : capitalized(status);
}

/** An exercise is for those who take part (§3.2.1 `scope`, `restriction`). */
function scopeOf({ status, textLanguage }: Notice): Xml[] {
	if (status === 'actual') return [element('scope', 'Public')];
	const t = translator(textLanguage);
	return [element('scope', 'Restricted'), element('restriction', t('cap.exerciseOnly'))];
}

/** Why something was corrected or withdrawn, and that an exercise is one (§3.2.1 `note`). */
function noteOf(notice: Notice, { fictional }: Settings): Xml[] {
	const t = translator(notice.textLanguage);
	const said = [
		fictional ? t('cap.fictional') : '',
		notice.status === 'actual' ? '' : t('exercise.text'),
		notice.correction?.why ?? '',
		notice.lifecycle === 'withdrawal' ? notice.summary : '',
	].filter((each) => each !== '');
	return said.length > 0 ? [element('note', said.join('\n'))] : [];
}

function info({ notice, plainText, url }: CapText, { settings, fileUrl }: CapSource): Xml {
	const language = notice.textLanguage;
	const t = translator(language);
	const [phone] = notice.phones;
	return element('info', [
		element('language', language),
		element('category', categories[notice.hazard]),
		element('event', eventOf(notice, t)),
		...responseTypesOf(notice).map((each) => element('responseType', each)),
		element('urgency', capitalized(notice.urgency)),
		element('severity', severityOf(notice)),
		element('certainty', capitalized(notice.certainty)),
		element(
			'audience',
			notice.audience.map((each) => t(`audience.${each}`)).join(t('list.separator')),
		),
		element('effective', toOffsetString(notice.effective)),
		...(notice.onset ? [element('onset', toOffsetString(notice.onset))] : []),
		element('expires', toOffsetString(expiryOf(notice))),
		element('senderName', issuerName(settings, notice.issuer, language)),
		element('headline', `${marks(notice, settings, t)}${headline(notice, t)}`),
		element('description', description(notice, plainText, t)),
		element('instruction', instruction(notice, t)),
		element('web', url),
		...(phone ? [element('contact', notice.phones.join(t('list.separator')))] : []),
		...parameters(notice, settings),
		...resources(notice, fileUrl),
		...notice.areas.map((code) => area(code, settings, language)),
	]);
}

/** What a headline begins with where it must not be taken for real. */
function marks({ status }: Notice, { fictional }: Settings, t: Translate): string {
	return `${status === 'actual' ? '' : t('exercise.mark')}${fictional ? t('feeds.fictional') : ''}`;
}

/** What happens, in words: `雷电黄色预警`. */
function eventOf(notice: Notice, t: Translate): string {
	const kind = notice.warningColor
		? t(`warning.${notice.warningColor}`)
		: t(`category.${notice.category}`);
	return t('cap.event', { hazard: t(`hazard.${notice.hazard}`), kind });
}

function headline(notice: Notice, t: Translate): string {
	return `${translationMark(notice, t)}${notice.title}`;
}

function description(notice: Notice, plainText: string, t: Translate): string {
	const listed = (label: string, sentences: readonly string[]) =>
		sentences.length > 0 ? [`${label}\n${sentences.join('\n')}`] : [];
	const note = translationNote(notice, t, notice.textLanguage);
	return [
		...(note ? [note] : []),
		notice.summary,
		...listed(t('notice.known'), notice.known),
		...listed(t('notice.unknown'), notice.unknown),
		...listed(t('notice.doing'), notice.doing),
		...(plainText === '' ? [] : [plainText]),
	].join('\n\n');
}

/** What to do and what not to do; never empty, because a program shows it where a person looks for help. */
function instruction(notice: Notice, t: Translate): string {
	const lines = [
		...notice.actions,
		...(notice.avoid.length > 0 ? [t('notice.avoid'), ...notice.avoid] : []),
	];
	if (lines.length > 0) return lines.join('\n');
	return notice.noActionNeeded ? t('notice.noActionNeeded') : t('cap.seeWeb');
}

function parameters(notice: Notice, settings: Settings): Xml[] {
	const { officialReference: official } = notice;
	const given: readonly (readonly [string, string | undefined])[] = [
		['CN-warning-colour', notice.warningColor],
		['CN-response-level', notice.responseLevel],
		['CN-official-number', official?.number],
		[
			'CN-official-issuer',
			official && issuerName(settings, official.issuedBy, notice.textLanguage),
		],
		['document-number', notice.documentNumber],
		['short-code', notice.stamp?.code],
		['next-update', notice.nextUpdateAt && toOffsetString(notice.nextUpdateAt)],
	];
	return given.flatMap(([name, value]) => (value ? [named('parameter', name, value)] : []));
}

function resources(notice: Notice, fileUrl: (file: string) => string): Xml[] {
	const files = [
		...notice.recordings.map(({ file, name }) => ({ file, name, type: audioType(file) })),
		...notice.attachments.map(({ file, name }) => ({ file, name, type: 'application/pdf' })),
	];
	return files.map(({ file, name, type }) =>
		element('resource', [
			element('resourceDesc', name),
			element('mimeType', type),
			element('uri', fileUrl(file)),
		]),
	);
}

function audioType(file: string): string {
	return file.endsWith('.mp3') ? 'audio/mpeg' : 'audio/mp4';
}

function area(code: string, settings: Settings, language: Notice['textLanguage']): Xml {
	return element('area', [
		element('areaDesc', areaName(settings, code, language)),
		named('geocode', 'GB/T 2260', code),
	]);
}

function named(name: string, valueName: string, value: string): Xml {
	return element(name, [element('valueName', valueName), element('value', value)]);
}
