import type { Page } from 'playwright-core';

interface Recorded {
	shifts?: number;
}

/** Has the page sum up, from its first moment, how far what stands in it moves by itself (Layout Instability API). */
export async function recordShifts(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const scope = globalThis as Recorded;
		scope.shifts = 0;
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				scope.shifts = (scope.shifts ?? 0) + (entry as PerformanceEntry & { value: number }).value;
		}).observe({ type: 'layout-shift', buffered: true });
	});
}

/** What was summed up so far; 0 where nothing moved. */
export async function layoutShift(page: Page): Promise<number | undefined> {
	return page.evaluate(() => (globalThis as Recorded).shifts);
}
