const inline = new Set([
	'A',
	'B',
	'EM',
	'I',
	'SPAN',
	'STRONG',
	'SMALL',
	'TIME',
	'CODE',
	'SUP',
	'SUB',
]);
const unread = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'SVG', 'NOSCRIPT']);

/** The words of a page, each block on lines of its own, as copying them gives. Nothing in the page is run. */
export function pageText(html: string): string {
	return textOf(new DOMParser().parseFromString(html, 'text/html').body);
}

/** The short code that a notice's page shows. */
export function codeOnPage(html: string): string | undefined {
	const page = new DOMParser().parseFromString(html, 'text/html');
	return page.querySelector('.facts .short-code')?.textContent?.trim();
}

/** The earlier versions of a notice that its page leads to, the newest first. */
export function earlierVersions(html: string): number[] {
	const page = new DOMParser().parseFromString(html, 'text/html');
	const links = [...page.querySelectorAll<HTMLAnchorElement>('.paper a[href]')];
	return links.flatMap((link) => {
		const [, version] = /\/v(\d{1,6})\/$/.exec(link.getAttribute('href') ?? '') ?? [];
		return version ? [Number(version)] : [];
	});
}

function textOf(node: Node): string {
	if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ');
	if (!(node instanceof Element)) return '';
	const name = node.tagName.toUpperCase();
	if (unread.has(name)) return '';
	if (name === 'BR') return '\n';
	// A text to pass on is shown with its lines.
	if (node.hasAttribute('data-text')) return `\n${node.textContent}\n`;
	const text = [...node.childNodes].map(textOf).join('');
	return inline.has(name) ? text : `\n${text}\n`;
}
