import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { noon } from './builders.ts';
import { openServedSite } from './served-site.ts';

const site = await openServedSite();
const kinds = [
	'/',
	'/notices/2026-12-orange/',
	'/rumors/tap-water-smell/',
	'/report/',
	'/support/',
	'/display/',
	'/en/notices/2026-12-orange/?mode=elder',
];

afterAll(() => site.close());

async function opened(path: string): Promise<Page> {
	const { page, open } = await site.newPage();
	await page.clock.setFixedTime(noon);
	await open(path, 360);
	return page;
}

/** What has the focus now: what it is, and what is seen of that. */
interface Focused {
	/** Its place among all elements of the page. */
	readonly place: number;
	readonly html: string;
	readonly hasOutline: boolean;
	/** Whether it is seen, and nothing lies over it (WCAG 2.2, 2.4.11). */
	readonly isSeen: boolean;
	readonly size: number;
	readonly isInSentence: boolean;
}

/** Goes through a page with the tab key from its beginning, until the focus leaves it or comes round. */
async function walk(page: Page): Promise<Focused[]> {
	const visited: Focused[] = [];
	for (let step = 0; step < 400; step++) {
		await page.keyboard.press('Tab');
		const focused = await page.evaluate(focusedNow);
		// A date has several places for the focus within it.
		if (focused && focused.place === visited.at(-1)?.place) continue;
		if (!focused || visited.some(({ place }) => place === focused.place)) return visited;
		visited.push(focused);
	}
	throw new Error('the focus never leaves the page');
}

/** Runs in the page. */
function focusedNow(): Focused | undefined {
	const element = document.activeElement;
	if (!element || element === document.body) return undefined;
	const { width, height } = element.getBoundingClientRect();
	const [line = element.getBoundingClientRect()] = element.getClientRects();
	// Of a field that is higher than the window a part is enough.
	const top = Math.max(line.top, 0);
	const bottom = Math.min(line.bottom, innerHeight);
	const at = document.elementFromPoint(line.left + line.width / 2, (top + bottom) / 2);
	const { outlineStyle, outlineWidth, display } = getComputedStyle(element);
	return {
		place: [...document.querySelectorAll('*')].indexOf(element),
		html: element.outerHTML.slice(0, 100),
		hasOutline: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
		isSeen: element.contains(at) || at?.contains(element) === true,
		size: Math.min(width, height),
		isInSentence: display === 'inline',
	};
}

describe.each(kinds)('%s by keyboard', (path) => {
	test('begins with a link to the text, which works', async () => {
		const page = await opened(path);
		await page.keyboard.press('Tab');
		const skip = page.locator('.skip-link');
		expect(await skip.evaluate((each) => each === document.activeElement)).toBe(true);
		expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
		await page.keyboard.press('Enter');
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
		await page.context().close();
	});

	test('goes in the order of the page, sees the focus, reaches everything, and is never caught', async () => {
		const page = await opened(path);
		const visited = await walk(page);
		const places = visited.map(({ place }) => place);
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(visited.filter(({ hasOutline }) => !hasOutline)).toEqual([]);
		expect(visited.filter(({ isSeen }) => !isSeen)).toEqual([]);
		expect(await unreached(page, places)).toEqual([]);
		await page.context().close();
	});

	test('has no target under 24 px beside the links in its sentences', async () => {
		const page = await opened(path);
		const visited = await walk(page);
		expect(visited.filter(({ size, isInSentence }) => size < 24 && !isInSentence)).toEqual([]);
		await page.context().close();
	});
});

/** Links and fields in sight that the tab key did not come to; of a group of radio buttons it comes to one. */
function unreached(page: Page, places: readonly number[]): Promise<string[]> {
	return page.evaluate((reached) => {
		const all = [...document.querySelectorAll('*')];
		return all
			.filter((each) => each.matches('a[href], button, input, select, textarea, summary'))
			.filter((each) => each.checkVisibility() && !each.matches('.trap *, [type="radio"]'))
			.filter((each) => !reached.includes(all.indexOf(each)))
			.map((each) => each.outerHTML.slice(0, 100));
	}, places);
}

test('the mode is chosen by keyboard, and the focus stays at the choice', async () => {
	const page = await opened('/');
	await page.getByRole('link', { name: '长辈版' }).focus();
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.documentElement.dataset['mode'])).toBe('elder');
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.documentElement.dataset['mode'])).toBe('standard');
	await page.context().close();
});
