import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { minute } from '../src/domain/time.ts';
import { launchBrowser } from './browser.ts';
import { ask, openDesk } from './desk-people.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { becomeAdministrator, invite } from './staff-people.ts';

let portal: PortalProcess;
let browser: Browser;
let moderator: Page;
let colleague: Page;
const elsewhere = '云溪镇明天停水';

beforeAll(async () => {
	portal = await startPreparedPortal();
	browser = await launchBrowser();
	const administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	const person = (name: string) =>
		invite(administrator, browser, {
			name,
			email: `${name}@county.example`,
			role: 'moderator',
		});
	moderator = await person('lan');
	colleague = await person('chen');
	await ask(portal, elsewhere);
	await openDesk(colleague, portal);
	await moderator.clock.install();
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
});

const line = (page: Page, text: string) => page.locator('.desk-line', { hasText: text });
const message = (page: Page) => page.locator('.desk-message');
const heldBy = (name: string, page = colleague) =>
	page.locator('.desk-panel').getByText(`${name}正在处理`);

/** A report that the moderator works on, as the colleague has seen. */
async function workedOn(report: string): Promise<void> {
	await line(colleague, elsewhere).click();
	await ask(portal, report);
	await openDesk(moderator, portal);
	await line(moderator, report).click();
	await moderator.clock.runFor(1000);
	await line(colleague, report).click();
	await heldBy('lan').waitFor();
	await line(colleague, elsewhere).click();
}

/** The colleague opens what nobody holds any more, and holds it. */
async function colleagueTakes(report: string): Promise<void> {
	const held = colleague.waitForResponse(
		async (answer) => answer.url().endsWith('/locks') && (await answer.json()).mine,
	);
	await line(colleague, report).click();
	await held;
}

/** Puts a tab behind another for so long, or lets its device sleep. */
async function away(page: Page, time: number): Promise<void> {
	await turnHidden(page, true);
	await page.clock.fastForward(time);
}

async function turnHidden(page: Page, hidden: boolean): Promise<void> {
	await page.evaluate((value) => {
		Object.defineProperty(document, 'hidden', { configurable: true, value });
		document.dispatchEvent(new Event('visibilitychange'));
	}, hidden);
}

test('a second tab of the same moderator is no colleague: neither is kept from acting', async () => {
	const report = '城北菜市场要拆';
	await workedOn(report);
	const second = await moderator.context().newPage();
	await openDesk(second, portal);
	await line(second, report).click();
	await second.locator('.desk-line[aria-current]', { hasText: report }).waitFor();
	await second.keyboard.press('n');
	await second.locator('[name=claim]').waitFor();
	expect(await heldBy('lan', second).count()).toBe(0);
	await second.close();
	await line(colleague, report).click();
	await heldBy('lan').waitFor();
});

test('who looks something up for some minutes still holds what they work on, and hears nothing of it', async () => {
	const report = '石门乡的桥今天被冲走了';
	await workedOn(report);
	await away(moderator, 2 * minute);
	await line(colleague, report).click();
	await heldBy('lan').waitFor();
	await turnHidden(moderator, false);
	await moderator.clock.runFor(1000);
	expect(await message(moderator).textContent()).toBe('');
});

test('who was away for long has let it go, and hears on coming back that it is theirs again', async () => {
	const report = '松坪乡的小学下周并校';
	await workedOn(report);
	const letGo = moderator.waitForResponse((answer) => answer.url().endsWith('/locks/release'));
	await away(moderator, 17 * minute);
	await letGo;
	await turnHidden(moderator, false);
	await expect.poll(() => message(moderator).textContent()).toContain('这一条曾放开过');
	await line(colleague, report).click();
	await heldBy('lan').waitFor();
});

test('who was away for long hears on coming back which colleague has it now', async () => {
	const report = '青石水库今晚泄洪';
	await workedOn(report);
	await away(moderator, 17 * minute);
	await colleagueTakes(report);
	await turnHidden(moderator, false);
	await expect.poll(() => message(moderator).textContent()).toContain('您离开时，chen接手了这一条');
});

test('who comes back to what a colleague took over meanwhile hears it, however short they were away', async () => {
	const report = '县医院的儿科要搬走';
	await workedOn(report);
	await turnHidden(moderator, true);
	await line(colleague, report).click();
	await heldBy('lan').waitFor();
	await colleague.keyboard.press('t');
	await expect.poll(() => message(colleague).textContent()).toContain('已由您接手');
	await turnHidden(moderator, false);
	await expect.poll(() => message(moderator).textContent()).toContain('您离开时，chen接手了这一条');
});
