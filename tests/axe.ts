import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

const library = await readFile('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds wrong with a page as it is now, as `rule: element`; everything it can check, WCAG 2.2 included, or these rules only. */
export async function accessibilityFaults(page: Page, only?: readonly string[]): Promise<string[]> {
	// Evaluated from outside, which a page's content security policy does not forbid; once for each page, as it is large.
	if (await page.evaluate(() => !('axe' in globalThis)))
		await page.evaluate(`${library};undefined`);
	return page.evaluate(async (rules) => {
		const { violations } = await axe.run(document, {
			resultTypes: ['violations'],
			...(rules
				? { runOnly: { type: 'rule', values: [...rules] } }
				: { rules: { 'target-size': { enabled: true } } }),
		});
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(
				({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`,
			),
		);
	}, only);
}

declare global {
	/** Where the library leaves itself in a page. */
	const axe: typeof import('axe-core');
}
