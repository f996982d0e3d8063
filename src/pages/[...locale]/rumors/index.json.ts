import type { APIRoute } from 'astro';
import type { LocalizedText } from '../../../domain/languages.ts';
import { simplified } from '../../../domain/matching/simplified.ts';
import type { PublishedAnswer, PublishedAnswers } from '../../../domain/published-answers.ts';
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
			const { ref, title, claim, aliases, areas } = response;
			const said = mark(response);
			const word = view.t(`verdict.${said}`);
			return {
				ref,
				title,
				path: link(view, `rumors/${ref}/`),
				word,
				wordings: [claim, title, ...aliases].map(simplified),
				areas,
			};
		});
	const areas = Object.fromEntries(
		view.settings.areas.map(({ code, name }) => [code, namesIn(name)]),
	);
	return new Response(JSON.stringify({ areas, answers } satisfies PublishedAnswers), {
		headers: { 'Content-Type': 'application/json; charset=utf-8' },
	});
};

/** What something is called in each language, once each. */
function namesIn(name: LocalizedText): readonly string[] {
	return [...new Set(Object.values(name).filter((each): each is string => each !== undefined))];
}
