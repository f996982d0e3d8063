/** What a person may choose of how pages look; `''` is what the device prefers, or the standard. */
export const displayChoices = ['mode', 'contrast', 'theme'] as const;
export type DisplayChoice = (typeof displayChoices)[number];

/** Shows the page as chosen, keeps the choice on the device where the browser can, and writes it into the address. */
export function chooseDisplay(name: DisplayChoice, value: string): void {
	document.documentElement.dataset[name] = value;
	try {
		localStorage.setItem(name, value);
	} catch {
		// The address holds it, and the links to further pages.
	}
	const address = new URL(location.href);
	address.searchParams.set(name, value);
	address.hash = '';
	history.replaceState(history.state, '', address);
}

/** Where the browser keeps nothing, the links of the page say what was chosen. */
export function carryInLinks(): void {
	if (isKept()) return;
	document.addEventListener('click', ({ target }) => {
		const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
		if (link?.origin === location.origin && link.search === '') link.search = chosen();
	});
}

/** Whether the browser keeps what it is told to. */
export function isKept(): boolean {
	try {
		localStorage.setItem('kept', '');
		localStorage.removeItem('kept');
		return true;
	} catch {
		return false;
	}
}

function chosen(): string {
	const values = displayChoices.map((name) => [name, document.documentElement.dataset[name] ?? '']);
	return String(new URLSearchParams(values.filter(([, value]) => value !== '')));
}
