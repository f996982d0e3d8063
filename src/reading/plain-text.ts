/** The text of HTML that `renderMarkdown` made: a line for each block, without markup. */
export function plainText(html: string): string {
	return html
		.split('\n')
		.map((line) => line.trim())
		.join(' ')
		.replace(/<li>/g, '\n- ')
		.replace(/<br\s*\/?>/g, '\n')
		.replace(/<\/(?:p|h[1-6]|ul|ol|blockquote|table|tr|pre)>/g, '\n\n')
		.replace(/<\/t[dh]>/g, ' ')
		.replace(/<[^>]*>/g, '')
		.replace(/&#x([0-9a-f]+);/gi, (_, code: string) =>
			String.fromCodePoint(Number.parseInt(code, 16)),
		)
		.replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity)
		.replace(/[ \t]+/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

const entities: Readonly<Record<string, string>> = {
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&amp;': '&',
};
