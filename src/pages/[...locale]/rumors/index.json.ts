import type { APIRoute } from 'astro';
import type { PublishedAnswer } from '../../../domain/published-answers.ts';
import { mark } from '../../../domain/rumor-response.ts';
import { link, notFound, viewOf } from '../../../layouts/view.ts';
import { pagePaths } from '../../../reading/folder-reading.ts';

export const getStaticPaths = pagePaths;

/** What is answered, for the form to look through on the reader's device before anything is sent. */
export const GET: APIRoute = (context) => {
	const view = viewOf(context);
	if (!view) return notFound();
	const answers = context.locals.reading
		.list('rumors', view.language)
		.map((response): PublishedAnswer => {
			const { ref, title, claim, aliases } = response;
			const said = mark(response);
			const word = view.t(`verdict.${said}`);
			return {
				ref,
				title,
				path: link(view, `rumors/${ref}/`),
				word,
				wordings: [claim, title, ...aliases],
			};
		});
	return new Response(JSON.stringify(answers), {
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
	});
};
