import { html } from 'hono/html';
import { defaultLanguage, type Language, localized } from '../../src/domain/languages.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { writtenInstant } from '../../src/i18n/dates.ts';
import { translator } from '../../src/i18n/strings.ts';
import type { Banner } from './banner.schema.ts';

const begin = '<!--emergency-banner-->';
const end = '<!--/emergency-banner-->';
const inserted = new RegExp(`${begin}[\\s\\S]*?${end}`);

/** A finished page with the banner as the first thing in it, or without any. Needs no renderer, no style and no script. */
export function insertBanner(page: string, banner: Banner | undefined, language: Language): string {
	const plain = page.replace(inserted, '');
	if (!banner) return plain;
	return plain.replace(
		/<body[^>]*>/,
		(body) => `${body}${begin}${bannerHtml(banner, language)}${end}`,
	);
}

function bannerHtml({ text, at, until }: Banner, language: Language): string {
	const t = translator(language);
	const lang = text[language] === undefined ? defaultLanguage : language;
	const time = (instant: Date) =>
		html`<time datetime="${toOffsetString(instant)}">${writtenInstant(instant, language)}</time>`;
	return String(
		html`<div class="emergency-banner" role="alert" data-until="${toOffsetString(until)}"><p><strong>${t('banner.title')}</strong> <span lang="${lang}">${localized(text, language)}</span></p><p>${t('banner.at')}${time(at)} ${t('banner.until')}${time(until)} <span data-when="passed" hidden>${t('validity.over')}</span></p></div>`,
	);
}
