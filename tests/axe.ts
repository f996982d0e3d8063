import axeCore from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with a page as it is now, as `rule: element`; everything it can check, WCAG 2.2 included. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
	// Evaluated from outside, which a page's content security policy does not forbid.
	await page.evaluate(`globalThis.axe || (() => { ${axeCore.source} })()`);
	return page.evaluate(async () => {
		const { violations } = await axe.run(document, {
			resultTypes: ['violations'],
			rules: { 'target-size': { enabled: true } },
		});
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(
				({ target, failureSummary = '' }) => `${id}: ${target.join(' ')} ${failureSummary}`,
			),
		);
	});
}

declare global {
	/** Where the library leaves itself in a page. */
	const axe: typeof import('axe-core');
}
