import type { PublicationRow } from '../domain/staff-answers.ts';
import type { Translate } from '../i18n/strings.ts';
import { changedSteps, readPublications, stepList } from './publication-steps.ts';

const periodMs = 1_500;
/** Afterwards nothing new is proved; what is open stays so. */
const longestMs = 30 * 60_000;

/** An entry that was just published. */
export interface PublishedEntry {
	readonly collection: string;
	readonly ref: string;
}

/** Shows beside the form the way of a publication to the readers, until all is done or somebody closes it. */
export function showPublication(
	entry: PublishedEntry,
	{ base, language, t }: { base: string; language: string; t: Translate },
): void {
	document.getElementById(panelId)?.remove();
	const panel = newPanel(t);
	document.body.append(panel.section);
	const query = new URLSearchParams({ ...entry, count: '1' });
	const url = `${base}api/publications?${query}`;
	const until = Date.now() + longestMs;
	let before: PublicationRow | undefined;
	async function look(): Promise<void> {
		const [row] = (await readPublications(url, language)) ?? [];
		if (!panel.section.isConnected) return;
		if (row) panel.show(row, before);
		else panel.sayOffline();
		before = row;
		if (!row?.settled && Date.now() < until) setTimeout(look, periodMs);
	}
	void look();
}

const panelId = 'publication-panel';

function newPanel(t: Translate) {
	const section = element('section', 'publication-panel');
	section.id = panelId;
	const title = element('h2', '');
	title.id = `${panelId}-title`;
	title.textContent = t('publication.title');
	section.setAttribute('aria-labelledby', title.id);
	const entry = element('p', '');
	const steps = element('div', '');
	const news = element('p', 'publication-panel__news');
	news.setAttribute('role', 'status');
	const about = element('div', 'publication-panel__about');
	// It scrolls, so the keyboard must be able to stand in it.
	about.tabIndex = 0;
	about.append(entry, news, steps);
	section.append(title, closeButton(section, t), about);
	function say(text: string, { quiet }: { quiet: boolean }): void {
		news.textContent = text;
		news.toggleAttribute('data-quiet', quiet);
	}
	return {
		section,
		sayOffline: () => say(t('publication.offline'), { quiet: false }),
		show(row: PublicationRow, before: PublicationRow | undefined) {
			// What stands is left alone, for whoever is reading or copying it.
			if (JSON.stringify(before) === JSON.stringify(row)) return;
			entry.textContent = row.title;
			steps.replaceChildren(stepList(row));
			const changes = changedSteps(before, row);
			if (row.settled) say(endOf(row, t), { quiet: false });
			else say(changes.join(t('publication.comma')), { quiet: true });
		},
	};
}

function endOf({ steps }: PublicationRow, t: Translate): string {
	const failed = steps.some(({ state }) => state === 'failed');
	return t(failed ? 'publication.ended' : 'publication.allDone');
}

function closeButton(section: HTMLElement, t: Translate): HTMLElement {
	const close = element('button', '');
	close.type = 'button';
	close.textContent = t('publication.close');
	close.addEventListener('click', () => section.remove());
	section.addEventListener('keydown', ({ key }) => {
		if (key === 'Escape') section.remove();
	});
	return close;
}

function element<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	className: string,
): HTMLElementTagNameMap[Name] {
	return Object.assign(document.createElement(name), { className });
}
