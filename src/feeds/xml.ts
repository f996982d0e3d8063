/** A piece of XML that is escaped already. */
export interface Xml {
	readonly xml: string;
}

type Content = string | Xml | readonly (Xml | undefined)[];

/** An element with a text, another element or several; text is escaped here and nowhere else. */
export function element(
	name: string,
	content: Content,
	attributes: Readonly<Record<string, string>> = {},
): Xml {
	const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
	const inner = inside(content);
	return {
		xml:
			inner === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${inner}</${name}>`,
	};
}

/** A whole document around its root element, with the stylesheet that browsers show it in. */
export function document(root: Xml, { stylesheet }: { stylesheet?: string } = {}): string {
	const shownIn = stylesheet ? [stylesheetInstruction(stylesheet)] : [];
	return ['<?xml version="1.0" encoding="UTF-8"?>', ...shownIn, root.xml, ''].join('\n');
}

/** Tells browsers in which stylesheet to show a document (Associating Style Sheets with XML, §4). */
export function stylesheetInstruction(address: string): string {
	return `<?xml-stylesheet type="text/css" href="${escaped(address)}"?>`;
}

function inside(content: Content): string {
	if (typeof content === 'string') return escaped(content);
	if ('xml' in content) return content.xml;
	return content.map((each) => each?.xml ?? '').join('');
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

/** Text for XML 1.0: markup becomes text, and characters that no document may hold are left out (XML 1.0 §2.2). */
export function escaped(text: string): string {
	return allowed(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A text without the characters that no XML document may hold. */
export function allowed(text: string): string {
	return text.toWellFormed().replace(forbidden, '');
}

// Control characters are what the expression is about.
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
