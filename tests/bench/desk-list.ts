import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { startPortal } from '../portal-process.ts';
import { becomeAdministrator, invite } from '../staff-people.ts';

const openItems = 10_000;

/** Scrolls and filters a desk of ten thousand open items, and gives the longest tasks that kept the page from answering, in milliseconds. */
export async function benchDeskList(): Promise<Record<string, number>> {
	const portal = await startPortal();
	const browser = await launchBrowser();
	try {
		const link = await portal.firstAdministratorLink();
		const administrator = await becomeAdministrator(browser, link);
		const person = { name: 'lan', email: 'lan@county.example', role: 'moderator' as const };
		const page = await invite(administrator, browser, person);
		await portal.stop();
		fill(join(portal.dataDir, 'mingbai.sqlite'));
		await portal.restart();
		await openAllItems(page, `${portal.url}/desk/`);
		return {
			desk_open_items: openItems,
			desk_scroll_longest_task_ms: await longestTask(page, scroll),
			desk_filter_longest_task_ms: await longestTask(page, filter),
		};
	} finally {
		await browser.close();
		await portal.remove();
	}
}

function fill(file: string): void {
	const database = new DatabaseSync(file);
	database.exec('begin');
	const item = database.prepare(`insert into items
		(id, claim, state, harm, spread, version, first_seen_at) values (?, ?, 'unstarted', ?, ?, 1, ?)`);
	const now = Date.now();
	for (let number = 0; number < openItems; number += 1) {
		const claim = `第${number}个说法：${places[number % places.length]}明天停水${number % 7}天`;
		item.run(`bench-${number}`, claim, (number % 3) + 1, (number % 2) + 1, now - number * 1000);
	}
	database.exec('commit');
	database.close();
}

const places = ['云溪镇', '石门乡', '松坪镇', '竹口乡', '城关镇'];

async function openAllItems(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.getByRole('button', { name: /处理中/ }).click();
	await page.getByText(/处理中的事项：1\d{4} 件/).waitFor();
	// What follows the arrival of the last page is not scrolling.
	await page.waitForTimeout(1000);
}

async function scroll(page: Page): Promise<void> {
	await page.locator('.desk-list').evaluate(async (list) => {
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		for (let step = 0; step < 120; step += 1) {
			list.scrollTop = (list.scrollHeight * step) / 120;
			await frame();
		}
	});
}

async function filter(page: Page): Promise<void> {
	const box = page.locator('.desk-filter [type=search]');
	await box.pressSequentially('石门乡', { delay: 100 });
	await box.fill('');
	await page.locator('.desk-filter select').last().selectOption('spread');
}

/** The longest task while something is done; 0 when none was longer than the 50 ms from which a browser reports them. */
async function longestTask(page: Page, work: (page: Page) => Promise<void>): Promise<number> {
	await page.evaluate(() => {
		const tasks: number[] = [];
		Object.assign(window, { longTasks: tasks });
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries()) tasks.push(duration);
		}).observe({ type: 'longtask' });
	});
	await work(page);
	await page.waitForTimeout(500);
	return page.evaluate(() =>
		Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks),
	);
}
