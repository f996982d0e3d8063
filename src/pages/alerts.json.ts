import type { APIRoute } from 'astro';
import { defaultLanguage, languageTags } from '../domain/languages.ts';
import { warningsToShow } from '../domain/notice-lists.ts';
import { toOffsetString } from '../domain/time.ts';
import { type AlertsFile, currentAlerts, publicCare } from '../feeds/alerts.ts';
import { publicUrl } from '../layouts/view.ts';
import { careOnSite } from '../reading/care.ts';
import { standingOf } from '../reading/notice-standing.ts';

/** The only output that names the release: pages carry the time of their content. */
export const GET: APIRoute = ({ locals: { reading } }) => {
	const { number, at } = reading.release();
	const open = standingOf(reading, reading.openNotices(defaultLanguage), defaultLanguage);
	const translations = languageTags.flatMap((tag) => reading.openNotices(tag));
	const urlOf = (ref: string) => publicUrl(reading.siteUrl, defaultLanguage, `notices/${ref}/`);
	const care = publicCare(careOnSite(reading, warningsToShow(open), defaultLanguage));
	const file: AlertsFile = {
		release: { number, at: toOffsetString(at) },
		fictional: reading.settings.fictional,
		alerts: currentAlerts(open, translations, urlOf),
		...(care && { care }),
	};
	return new Response(JSON.stringify(file), {
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
	});
};
