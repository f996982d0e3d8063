import { diffLines } from 'diff';
import { languages } from '../domain/languages.ts';
import type { Translate } from '../i18n/strings.ts';

/** A file of an entry in two versions: as it is saved now, and as it was to be saved. */
export interface TwoVersions {
	readonly path: string;
	readonly theirs: string;
	readonly mine: string;
}

/** The words of the dialog, and what a file says in the words of its form. */
export interface Words {
	readonly t: Translate;
	readonly inWords: (path: string, text: string) => string;
}

/** Shows both versions of a draft that somebody else saved meanwhile, and asks what to do. */
export function askAboutStaleSave(
	files: readonly TwoVersions[],
	{ t, inWords }: Words,
): Promise<'overwrite' | 'keep-editing'> {
	const dialog = element('dialog', { className: 'stale-save' });
	const choose = (label: string, choice: 'overwrite' | 'keep-editing') => {
		const button = element('button', { type: 'button', textContent: label });
		button.addEventListener('click', () => dialog.close(choice));
		return button;
	};
	const copy = element('button', { type: 'button', textContent: t('stale.copy') });
	copy.addEventListener('click', async () => {
		await navigator.clipboard.writeText(files.map(({ mine }) => mine).join('\n\n'));
		copy.textContent = t('stale.copied');
	});
	const buttons = element('p', { className: 'stale-save__choices' });
	buttons.append(
		choose(t('stale.keep'), 'keep-editing'),
		copy,
		choose(t('stale.overwrite'), 'overwrite'),
	);
	const title = element('h2', { id: 'stale-save-title', textContent: t('stale.title') });
	dialog.setAttribute('aria-labelledby', title.id);
	const explanation = element('p', { textContent: t('stale.explain') });
	dialog.append(
		title,
		explanation,
		...files.map((file) => comparison(file, { t, inWords })),
		buttons,
	);
	document.body.append(dialog);
	dialog.showModal();
	return new Promise((resolve) => {
		dialog.addEventListener('close', () => {
			dialog.remove();
			// Escape closes it too, and saves nothing.
			resolve(dialog.returnValue === 'overwrite' ? 'overwrite' : 'keep-editing');
		});
	});
}

/** Two columns, line by line; what only one version has is marked by a sign and not by color alone. */
function comparison({ path, theirs, mine }: TwoVersions, { t, inWords }: Words): HTMLElement {
	const section = element('section', {});
	section.append(element('h3', { textContent: languageOf(path) ?? path }));
	const changes = diffLines(inWords(path, theirs), inWords(path, mine));
	if (!changes.some(({ added, removed }) => added || removed)) {
		section.append(element('p', { textContent: t('stale.same') }));
		return section;
	}
	const columns = element('div', { className: 'stale-save__columns' });
	const column = (
		label: string,
		absent: 'added' | 'removed',
		mark: 'del' | 'ins',
		sign: string,
	) => {
		const box = element('div', {});
		const text = element('pre', {});
		for (const change of changes.filter((each) => !each[absent])) {
			const differs = change.added || change.removed;
			text.append(
				differs ? element(mark, { textContent: signed(change.value, sign) }) : change.value,
			);
		}
		box.append(element('h4', { textContent: label }), text);
		return box;
	};
	columns.append(
		column(t('stale.theirs'), 'added', 'del', '− '),
		column(t('stale.mine'), 'removed', 'ins', '+ '),
	);
	section.append(columns);
	return section;
}

/** An entry has a file for each language. */
function languageOf(path: string): string | undefined {
	return languages.find(({ tag }) => path.endsWith(`.${tag}.md`))?.name;
}

function signed(text: string, sign: string): string {
	return text.replace(/^(?=.)/gm, sign);
}

function element<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
	return Object.assign(document.createElement(name), properties);
}
