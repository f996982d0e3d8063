import type { APIRoute } from 'astro';
import { builtBackend } from '../../cms/built-backend.ts';
import { cmsConfig } from '../../cms/config.ts';
import type { ToolLanguage } from '../../domain/languages.ts';

/** The Decap configuration in both languages of the CMS. */
export const GET: APIRoute = ({ locals }) => {
	const { settings } = locals.reading;
	const base = import.meta.env.BASE_URL.endsWith('/')
		? import.meta.env.BASE_URL
		: `${import.meta.env.BASE_URL}/`;
	const { options: backend, contentFolder } = builtBackend;
	const place = { backend, contentFolder, base };
	return Response.json({
		'zh-CN': cmsConfig(settings, 'zh-CN', place),
		en: cmsConfig(settings, 'en', place),
	} satisfies Readonly<Record<ToolLanguage, object>>);
};
