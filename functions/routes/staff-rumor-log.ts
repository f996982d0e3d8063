import { type Language, languagePrefix } from '../../src/domain/languages.ts';
import type { RumorLogEntry } from '../../src/domain/rumor-log.ts';
import { areaName } from '../../src/domain/settings.ts';
import { hour } from '../../src/domain/time.ts';
import { loggedItems } from '../store/rumor-log.ts';
import type { StaffParts } from './staff-parts.ts';

const loggedDays = 366;

/** All claims of a year, for other platforms. */
export async function rumorLog(
	{ db, responses, settings, config, now }: StaffParts,
	language: Language,
): Promise<readonly RumorLogEntry[]> {
	const items = await loggedItems(db, new Date(now().getTime() - loggedDays * 24 * hour));
	const published = new Map(responses().map((each) => [each.item, each]));
	return items.map((item) => {
		const found = published.get(item.id);
		const path = `${config.basePath}${languagePrefix(language)}/rumors/${found?.ref}/`;
		return {
			...item,
			areas: item.areas.map((code) => areaName(settings(), code, language)),
			response: found && { url: `${config.siteUrl}${path}`, verdict: found.verdict },
		};
	});
}
