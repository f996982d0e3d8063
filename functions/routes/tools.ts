import { Hono } from 'hono';
import { languagePrefix, languages } from '../../src/domain/languages.ts';
import type { Auth } from '../auth/auth.ts';
import { can, type StaffAction } from '../auth/roles.ts';
import { staffOf } from '../auth/staff.ts';
import type { MediaFolder } from '../cms/media.ts';
import { typeOf } from '../release/files.ts';
import type { ShowPage } from './show.ts';

/** The pages of the CMS and the desk, for staff; and media that only staff may see until they are published. */
export function toolPages({
	auth,
	show,
	media,
}: {
	auth: Auth;
	show: ShowPage;
	media: MediaFolder;
}): Hono {
	const routes = new Hono();
	const page = (path: string, action: StaffAction, signIn: string) => {
		routes.get(path, async (context) => {
			const staff = await staffOf(auth, context.req.raw.headers);
			if (!staff || !can(staff.roles, action)) return context.redirect(signIn, 303);
			return show(context, path, { me: { name: staff.name, roles: staff.roles } }, 200);
		});
	};
	page('/admin/', 'read-desk', '/staff/sign-in/');
	page('/admin/config.json', 'read-desk', '/staff/sign-in/');
	for (const { tag } of languages)
		page(`${languagePrefix(tag)}/desk/`, 'read-desk', `${languagePrefix(tag)}/staff/sign-in/`);

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
