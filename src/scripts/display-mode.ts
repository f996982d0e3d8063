import { carryInLinks, chooseDisplay } from './display-choice.ts';

/** Changes the mode where the page stands, so that nothing written in a form is lost. */
function changeInPlace(event: MouseEvent, link: HTMLAnchorElement): void {
	if (event.ctrlKey || event.metaKey || event.shiftKey) return;
	event.preventDefault();
	chooseDisplay('mode', link.dataset['modeLink'] ?? '');
	const other = [...document.querySelectorAll<HTMLAnchorElement>('a[data-mode-link]')];
	other.find((each) => each !== link)?.focus();
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-mode-link]'))
	link.addEventListener('click', (event) => changeInPlace(event, link));

carryInLinks();
