import type { PublicationRow, WordedStep } from '../domain/staff-answers.ts';

/** The steps of a publication as a list, in the words that the server gave them. */
export function stepList({ steps }: PublicationRow): HTMLOListElement {
	const list = document.createElement('ol');
	list.className = 'publication-steps';
	list.append(...steps.map(stepItem));
	return list;
}

function stepItem({ step, state, name, word, said, parts }: WordedStep): HTMLElement {
	const item = document.createElement('li');
	item.dataset['step'] = step;
	item.dataset['state'] = state;
	const standing = document.createElement('b');
	standing.textContent = word;
	const rest = document.createElement('span');
	rest.className = 'soft';
	rest.textContent = said;
	item.append(`${name} `, standing, ' ', rest);
	if (parts.length > 0) item.append(partList(parts));
	return item;
}

function partList(parts: WordedStep['parts']): HTMLElement {
	const list = document.createElement('ul');
	for (const { state, text } of parts) {
		const item = document.createElement('li');
		item.dataset['state'] = state;
		item.textContent = text;
		list.append(item);
	}
	return list;
}

/** What has changed since a step was last looked at, for an ear: only steps that stand otherwise than before. */
export function changedSteps(
	before: PublicationRow | undefined,
	{ steps }: Pick<PublicationRow, 'steps'>,
): readonly string[] {
	const known = new Map(before?.steps.map(({ step, state }) => [step, state]));
	return steps
		.filter(({ step, state }) => known.get(step) !== state && before !== undefined)
		.map(({ name, word }) => `${name} ${word}`);
}

/** Reads the latest publications, of everything or of one entry; `undefined` when the server cannot be reached. */
export async function readPublications(
	url: string,
	language: string,
): Promise<readonly PublicationRow[] | undefined> {
	try {
		const answer = await fetch(url, { headers: { 'Accept-Language': language } });
		if (!answer.ok) return undefined;
		const { publications } = (await answer.json()) as { publications: readonly PublicationRow[] };
		return publications;
	} catch {
		// Fetch's only way to say that nobody answered.
		return undefined;
	}
}
