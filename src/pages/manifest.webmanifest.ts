import type { APIRoute } from 'astro';
import { defaultLanguage, localized } from '../domain/languages.ts';
import { href } from '../layouts/view.ts';

/** Lets an iPhone put the site on its home screen, without which it gets no alerts. */
export const GET: APIRoute = ({ locals: { reading } }) => {
	const { name } = reading.settings;
	const manifest = {
		name: localized(name, defaultLanguage),
		short_name: localized(name, defaultLanguage),
		lang: defaultLanguage,
		start_url: href('/'),
		scope: href('/'),
		id: href('/'),
		// Safari gives alerts to `standalone` alone, and does not know the wish that other browsers follow first.
		display: 'standalone',
		display_override: ['minimal-ui'],
		background_color: '#faf8f1',
		theme_color: '#faf8f1',
		icons: [
			{ src: href('/icons/icon-192.png'), sizes: '192x192', type: 'image/png' },
			{ src: href('/icons/icon-512.png'), sizes: '512x512', type: 'image/png' },
			{
				src: href('/icons/icon-maskable.png'),
				sizes: '512x512',
				type: 'image/png',
				purpose: 'maskable',
			},
		],
	};
	return new Response(JSON.stringify(manifest), {
		headers: { 'Content-Type': 'application/manifest+json; charset=utf-8' },
	});
};
