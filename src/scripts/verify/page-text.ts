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

function textOf(node: Node): string {
	if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ');
	if (!(node instanceof Element)) return '';
	const name = node.tagName.toUpperCase();
	if (unread.has(name)) return '';
	if (name === 'BR') return '\n';
	const text = [...node.childNodes].map(textOf).join('');
	return inline.has(name) ? text : `\n${text}\n`;
}
