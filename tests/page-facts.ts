import type { Page } from 'playwright-core';

/** What the HTML of a page holds before any script has run. */
export interface PageFacts {
	readonly language: string;
	readonly title: string;
	readonly headings: readonly string[];
	/** The text of the main element, with its headings. */
	readonly main: string;
	readonly mainHeadings: number;
	/** Scripts, styles and handlers that stand in the page itself, whole. */
	readonly inline: readonly string[];
	/** Absolute addresses that the page leads to or loads. */
	readonly addresses: readonly string[];
	readonly alternates: Readonly<Record<string, string>>;
	/** Where the language switch leads, by language. */
	readonly switches: Readonly<Record<string, string>>;
	readonly ids: readonly string[];
	/** Passages in Chinese that a voice would read as if they were in another language. */
	readonly unmarkedChinese: readonly string[];
}

/** Reads the page that a browser without JavaScript shows. */
export async function pageFacts(page: Page): Promise<PageFacts> {
	const main = (await page.locator('main').allInnerTexts()).join('\n').trim();
	return { main, ...(await page.evaluate(htmlFacts)) };
}

/** Runs in the page. */
function htmlFacts(): Omit<PageFacts, 'main'> {
	const all = (selector: string) => [...document.querySelectorAll(selector)];
	const handlers = all('*').filter((element) =>
		element.getAttributeNames().some((name) => name === 'style' || name.startsWith('on')),
	);
	// A data block is not run (HTML Standard §4.12.1); the policy does not apply to it.
	const scripts = all('script:not([src], [type="application/ld+json"])');
	const linked = all('[href]').map(
		(element) => new URL(element.getAttribute('href') ?? '', document.baseURI),
	);
	const loaded = all('[src]').map(
		(element) => new URL(element.getAttribute('src') ?? '', document.baseURI),
	);
	const byLanguage = (selector: string) =>
		Object.fromEntries(
			all(selector).map((link) => [
				link.getAttribute('hreflang') ?? '',
				link.getAttribute('href') ?? '',
			]),
		);
	return {
		language: document.documentElement.lang,
		title: document.title,
		headings: all('h1').map((heading) => heading.textContent.trim()),
		mainHeadings: all('main h1').length,
		inline: [...scripts, ...all('style'), ...handlers].map((element) => element.outerHTML),
		addresses: [...linked, ...loaded].map((address) => address.href),
		alternates: byLanguage('link[rel="alternate"][hreflang]'),
		switches: byLanguage('.language-switch a'),
		ids: all('[id]').map((element) => element.id),
		unmarkedChinese: all('body *')
			.filter(
				(element) =>
					!element.matches('script, style') &&
					!element.closest<HTMLElement>('[lang]')?.lang.startsWith('zh'),
			)
			.flatMap((element) => [...element.childNodes])
			.filter((node) => node.nodeType === Node.TEXT_NODE)
			.map((node) => node.textContent?.trim() ?? '')
			.filter((text) => /\p{Script=Han}{5}/u.test(text)),
	};
}
