import type { Context } from 'hono';
import type { InterruptedPageData } from '../../src/domain/answers.ts';
import type { Language } from '../../src/domain/languages.ts';
import { staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';

/** Gives back what was typed to whoever is no longer signed in: after signing in elsewhere it is sent again from there. */
export async function showInterrupted(
	{ show }: StaffParts,
	context: Context,
	language: Language,
): Promise<Response> {
	const form = await context.req.parseBody({ all: true });
	// Nothing that is secret is written into a page.
	const { password: _secret, ...typed } = form;
	const fields = Object.entries(typed).flatMap(([name, value]) =>
		[value].flat().flatMap((each) => (typeof each === 'string' ? [{ name, value: each }] : [])),
	);
	const data: InterruptedPageData = { action: context.req.path, fields };
	return show(context, staffPath(language, 'interrupted/'), { data }, 401);
}
