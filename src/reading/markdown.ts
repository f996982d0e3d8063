import { createMarkdownProcessor } from '@astrojs/markdown-remark';

const bodies = new Map<string, Promise<string>>();
const mostBodies = 20_000;

let processor: ReturnType<typeof createMarkdownProcessor> | undefined;

/** Markdown as HTML, each text rendered once. Raw HTML is dropped, and links lead only to known kinds of address. */
export function renderMarkdown(text: string): Promise<string> {
	const known = bodies.get(text);
	if (known !== undefined) return known;
	if (bodies.size >= mostBodies) bodies.clear();
	const body = render(text);
	bodies.set(text, body);
	return body;
}

async function render(text: string): Promise<string> {
	if (text.trim() === '') return '';
	processor ??= createMarkdownProcessor({
		syntaxHighlight: false,
		smartypants: false,
		rehypePlugins: [withoutRawHtml],
	});
	return (await (await processor).render(text)).code;
}

interface HtmlNode {
	type: string;
	tagName?: string;
	properties?: Record<string, unknown>;
	children?: HtmlNode[];
}

const safeAddress = /^(?:https?:|tel:|mailto:|\/(?!\/)|#|\.{1,2}\/)/i;

function withoutRawHtml() {
	return (tree: unknown) => clean(tree as HtmlNode);
}

function clean(node: HtmlNode): void {
	if (!node.children) return;
	node.children = node.children.filter((child) => child.type !== 'raw' && child.type !== 'comment');
	for (const child of node.children) {
		// The page has the only h1.
		if (child.tagName === 'h1') child.tagName = 'h2';
		for (const name of ['href', 'src']) {
			const address = child.properties?.[name];
			if (typeof address === 'string' && !safeAddress.test(address))
				delete child.properties?.[name];
		}
		clean(child);
	}
}
