/**
 * HTML that `renderMarkdown` made, to stand in another file: links lead to the site, below the headings of that file, and
 * what would have to be fetched is left out.
 */
export function packedHtml(html: string, pageAddress: string): string {
	return html
		.replaceAll(/<img\b[^>]*>/g, '')
		.replaceAll(/<(\/?)h([2-6])\b[^>]*>/g, (_, slash: string, level: string) => {
			const below = Math.min(Number(level) + 2, 6);
			return `<${slash}h${below}>`;
		})
		.replaceAll(/ (?:id|class)="[^"]*"/g, '')
		.replaceAll(
			/ href="([^"]*)"/g,
			(_, address: string) => ` href="${absolute(address, pageAddress)}"`,
		);
}

function absolute(address: string, pageAddress: string): string {
	if (/^(?:tel|mailto):/i.test(address) || !URL.canParse(address, pageAddress)) return address;
	return new URL(address.replaceAll(/&(?:amp|#x26);/g, '&'), pageAddress).href.replaceAll(
		'&',
		'&amp;',
	);
}
