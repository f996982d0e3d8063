import { type Announcement, alertText, announcementKey, markedTitle } from '../announcement.ts';
import { msgTypes, type Severity, severityOf } from '../cap-values.ts';
import { defaultLanguage, languageTags } from '../languages.ts';
import { areaName, type Settings } from '../settings.ts';
import { toOffsetString } from '../time.ts';

/** An announcement for other systems, in the words of CAP 1.2 where it has them. Described in docs/contracts.md. */
export interface AnnouncementDocument {
	/** `announcement.` and what happened to the statement: `announcement.issue`. */
	readonly type: string;
	readonly timestamp: string;
	/** Counts the changes that a receiver has to know of; what is only added leaves it as it is. */
	readonly version: 2;
	readonly data: {
		readonly identifier: string;
		readonly sender: string;
		readonly sent: string;
		readonly status: 'Actual' | 'Exercise' | 'Test';
		readonly msgType: 'Alert' | 'Update' | 'Cancel';
		readonly scope: 'Public';
		/** Said of a lift, which in CAP is an update with this word. */
		readonly responseType?: readonly ['AllClear'];
		readonly severity: Severity;
		readonly warningColor?: Announcement['warningColor'];
		readonly expires?: string;
		readonly topics: readonly string[];
		readonly area: readonly { readonly geocode: string; readonly areaDesc: string }[];
		readonly info: readonly {
			readonly language: string;
			readonly headline: string;
			readonly description: string;
			readonly web: string;
		}[];
	};
}

const statuses = { actual: 'Actual', exercise: 'Exercise', test: 'Test' } as const;

/** Writes the document. Nothing of a fictional county is ever `Actual`: a siren may listen. */
export function announcementDocument(
	announcement: Announcement,
	site: {
		readonly url: string;
		readonly settings: Settings;
		/** Said before the title of a demo county's announcements. */
		readonly fictionalMark: string;
	},
): AnnouncementDocument {
	const { kind, status, sent, expires, areas, topics, warningColor } = announcement;
	const isFictional = site.settings.fictional && status === 'actual';
	return {
		type: `announcement.${kind}`,
		timestamp: toOffsetString(sent),
		version: 2,
		data: {
			identifier: announcementKey(announcement),
			sender: site.url,
			sent: toOffsetString(sent),
			status: isFictional ? 'Exercise' : statuses[status],
			msgType: msgTypes[kind],
			scope: 'Public',
			...(kind === 'lift' && { responseType: ['AllClear'] as const }),
			severity: severityOf({ warningColor }),
			...(warningColor && { warningColor }),
			...(expires && { expires: toOffsetString(expires) }),
			topics,
			area: areas.map((geocode) => ({
				geocode,
				areaDesc: areaName(site.settings, geocode, defaultLanguage),
			})),
			info: languageTags
				.filter((language) => announcement.texts[language])
				.map((language) => {
					const text = alertText(announcement, language);
					return {
						language,
						headline: markedTitle(announcement, language, site.fictionalMark),
						description: text?.body ?? '',
						web: `${site.url}${text?.path ?? '/'}`,
					};
				}),
		},
	};
}
