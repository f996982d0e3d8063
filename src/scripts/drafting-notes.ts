import type { Translate } from '../i18n/strings.ts';

/** What the server says of a draft that it has just saved. */
export interface Drafted {
	readonly findings?: readonly { readonly level: 'law' | 'advice'; readonly text: string }[];
}

const id = 'drafting-notes';

/** Shows, beside the form and in nobody's way, what is to be said about the wording of the draft. */
export function showFindings({ findings = [] }: Drafted, t: Translate): void {
	document.getElementById(id)?.remove();
	if (findings.length === 0) return;
	const panel = document.createElement('aside');
	panel.id = id;
	panel.className = 'drafting-notes';
	panel.setAttribute('role', 'status');
	const title = document.createElement('h2');
	title.textContent = t('drafting.title');
	const list = document.createElement('ul');
	list.append(...findings.map((finding) => item(finding, t)));
	const close = document.createElement('button');
	close.type = 'button';
	close.textContent = t('drafting.close');
	close.addEventListener('click', () => panel.remove());
	panel.append(title, list, close);
	document.body.append(panel);
}

function item(
	{ level, text }: NonNullable<Drafted['findings']>[number],
	t: Translate,
): HTMLElement {
	const element = document.createElement('li');
	if (level === 'law') {
		const mark = document.createElement('strong');
		mark.textContent = `${t('drafting.law')} `;
		element.append(mark);
	}
	element.append(text);
	return element;
}
