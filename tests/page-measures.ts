import type { Page } from 'playwright-core';

/** How wide the page is, in CSS pixels: wider than the window is sideways scrolling. */
export function widthOf(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth);
}

/** Visible texts in letters smaller than this, in CSS pixels. */
export function smallTexts(page: Page, least: number): Promise<string[]> {
	return page.evaluate((size) => {
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const found = new Set<string>();
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const parent = node.parentElement;
			if (!parent?.checkVisibility() || !node.textContent?.trim()) continue;
			if (parent.closest('.visually-hidden, script, style, noscript')) continue;
			const actual = Number.parseFloat(getComputedStyle(parent).fontSize);
			if (actual < size - 0.01)
				found.add(`${actual} ${parent.className || parent.localName}: ${node.textContent.trim()}`);
		}
		return [...found];
	}, least);
}

/** Visible targets lower than this, in CSS pixels; links within a sentence are as high as their line (WCAG 2.2, 2.5.8). */
export function smallTargets(page: Page, least: number): Promise<string[]> {
	return page.evaluate((size) => {
		const targets = document.querySelectorAll<HTMLElement>(
			'a[href], button, summary, select, textarea, input, label:has(input)',
		);
		return [...targets]
			.filter((target) => target.checkVisibility() && !target.matches('.skip-link, .trap *'))
			.filter((target) => !(target.matches('input') && target.closest('label')))
			.filter((target) => !isInSentence(target))
			.filter((target) => target.getBoundingClientRect().height < size - 0.5)
			.map(
				(target) => `${target.getBoundingClientRect().height} ${target.outerHTML.slice(0, 120)}`,
			);

		function isInSentence(target: HTMLElement): boolean {
			if (getComputedStyle(target).display !== 'inline') return false;
			const block = target.closest('p, li, dd, td, h1, h2, h3');
			return (block?.textContent ?? '').trim() !== target.textContent?.trim();
		}
	}, least);
}
