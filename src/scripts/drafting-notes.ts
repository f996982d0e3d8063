import type { Translate } from '../i18n/strings.ts';

/** What the server says of a draft that it has just saved. */
export interface Drafted {
	readonly findings?: readonly { readonly level: 'law' | 'advice'; readonly text: string }[];
}

const id = 'drafting-notes';

/** Shows, in a corner and folded until it is wanted or the law asks for more, what is to be said about the wording of the draft. */
export function showFindings({ findings = [] }: Drafted, t: Translate): void {
	document.getElementById(id)?.remove();
	if (findings.length === 0) return;
	const panel = document.createElement('aside');
	panel.id = id;
	panel.className = 'drafting-notes';
	panel.setAttribute('role', 'status');
	const box = document.createElement('details');
	// Advice can wait until it is wanted; what the law asks for is said at once.
	box.open = findings.some(({ level }) => level === 'law');
	const title = document.createElement('summary');
	title.textContent = t('drafting.count', { count: findings.length });
	const list = document.createElement('ul');
	list.append(...findings.map((finding) => item(finding, t)));
	const close = document.createElement('button');
	close.type = 'button';
	close.textContent = t('drafting.close');
	close.addEventListener('click', () => panel.remove());
	box.append(title, list, close);
	panel.append(box);
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
