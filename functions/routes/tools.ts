import { Hono } from 'hono';
import { type Language, languagePrefix, languageTags } from '../../src/domain/languages.ts';
import type { Auth } from '../auth/auth.ts';
import { can } from '../auth/roles.ts';
import { staffOf } from '../auth/staff.ts';
import type { MediaFolder } from '../cms/media.ts';
import type { Config } from '../config.ts';
import { typeOf } from '../release/files.ts';
import type { ShowPage } from './show.ts';
import { seeOther, staffPath, withNext } from './staff-pages.ts';

export interface ToolParts {
	readonly auth: Auth;
	readonly config: Pick<Config, 'basePath'>;
	readonly show: ShowPage;
	readonly media: MediaFolder;
}

/** The pages of the CMS and the desk, for staff; and media that only staff may see until they are published. */
export function toolPages(parts: ToolParts): Hono {
	const { auth, media } = parts;
	const routes = new Hono();
	addPage(routes, parts, '/admin/', 'zh-CN');
	addPage(routes, parts, '/admin/config.json', 'zh-CN');
	for (const language of languageTags) {
		addPage(routes, parts, `${languagePrefix(language)}/desk/`, language);
		addPage(routes, parts, `${languagePrefix(language)}/desk/exercise/`, language);
	}

	routes.get('/uploads/:name', async (context, next) => {
		const name = context.req.param('name');
		const bytes = await media.get(name);
		if (!bytes || !(await staffOf(auth, context.req.raw.headers))) return next();
		return context.body(new Uint8Array(bytes), 200, {
			'Content-Type': typeOf(name),
			'Cache-Control': 'private, no-store',
		});
	});
	return routes;
}

/** Who is not signed in signs in first and comes back; who may not see the page is led to the staff page. */
function addPage(
	routes: Hono,
	{ auth, show, config }: ToolParts,
	path: string,
	language: Language,
) {
	routes.get(path, async (context) => {
		const staff = await staffOf(auth, context.req.raw.headers);
		if (!staff) return seeOther(config, withNext(staffPath(language, 'sign-in/'), path));
		if (!can(staff.roles, 'read-desk')) return seeOther(config, staffPath(language, ''));
		return show(context, path, { me: { name: staff.name, roles: staff.roles } }, 200);
	});
}
