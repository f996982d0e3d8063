import type { APIRoute } from 'astro';
import { defaultLanguage, languageTags } from '../domain/languages.ts';
import { toOffsetString } from '../domain/time.ts';
import { type AlertsFile, currentAlerts } from '../feeds/alerts.ts';
import { publicUrl } from '../layouts/view.ts';
import { standingOf } from '../reading/notice-standing.ts';

/** The only output that names the release: pages carry the time of their content. */
export const GET: APIRoute = ({ locals: { reading } }) => {
	const { number, at } = reading.release();
	const open = standingOf(reading, reading.openNotices(defaultLanguage), defaultLanguage);
	const translations = languageTags.flatMap((tag) => reading.openNotices(tag));
	const urlOf = (ref: string) => publicUrl(reading.siteUrl, defaultLanguage, `notices/${ref}/`);
	const file: AlertsFile = {
		release: { number, at: toOffsetString(at) },
		fictional: reading.settings.fictional,
		alerts: currentAlerts(open, translations, urlOf),
	};
	return new Response(JSON.stringify(file), {
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
	});
};
