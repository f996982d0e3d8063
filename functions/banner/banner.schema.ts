import { z } from 'zod';
import { localizedText } from '../../src/domain/fields.schema.ts';

/** The longest time a banner stays up without anyone renewing it, in hours. */
export const longestBannerHours = 24;

/** The longest text of a banner in Chinese, and in another language, in characters. */
export const longestBannerText = 200;
export const longestTranslatedBanner = 400;

/** A plain text above every page, put up when the CMS, the renderer or the Git host cannot be used. */
export const bannerSchema = z.strictObject({
	/** Told apart from other banners in caches and logs. */
	id: z.string().regex(/^[a-f0-9]{12}$/),
	text: localizedText(longestBannerText, longestTranslatedBanner),
	by: z.string(),
	at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
	until: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
});

export type Banner = z.output<typeof bannerSchema>;
