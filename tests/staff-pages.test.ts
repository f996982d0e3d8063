import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { launchBrowser } from './browser.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { becomeAdministrator, invite } from './staff-people.ts';

let portal: PortalProcess;
let browser: Browser;
let administrator: Page;
let publisher: Page;
let form: string;
let preview: string;
let previewed: string;

beforeAll(async () => {
	portal = await startPreparedPortal();
	browser = await launchBrowser();
	administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	const person = { name: 'chen', email: 'chen@county.example', role: 'publisher' as const };
	publisher = await invite(administrator, browser, person);
	form = await begun('first');
	await publisher.goto(`${portal.url}/staff/`);
	preview = await addressOf('a[href*="/preview/"]');
	await publisher.goto(preview);
	previewed = await addressOf('main a[href*="/preview/"]');
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
});

/** Begins a draft from a template, without a script of ours, and gives the address of its form. */
async function begun(phase: 'holding' | 'first'): Promise<string> {
	await publisher.goto(`${portal.url}/staff/quick/`);
	await publisher.locator(`[type=radio][value=${phase}]`).check();
	await publisher.locator('form:has(#hazard) button').click();
	await publisher.waitForURL(/quick\/[^/]+\/$/);
	return publisher.url();
}

async function addressOf(link: string): Promise<string> {
	const address = await publisher.locator(link).first().getAttribute('href');
	return new URL(address ?? '', portal.url).href;
}

type Place = readonly [name: string, who: () => Page, address: () => string];

const at = (path: string) => () => `${portal.url}${path}`;
const places: readonly Place[] = [
	['the staff page', () => publisher, at('/staff/')],
	['the staff page of an administrator', () => administrator, at('/staff/')],
	['quick publish', () => publisher, at('/staff/quick/')],
	['the form of quick publish', () => publisher, () => form],
	['what there is to preview', () => publisher, () => preview],
	['a previewed page', () => publisher, () => previewed],
	['the banner', () => publisher, at('/staff/banner/')],
	['the links of posts', () => publisher, at('/staff/links/')],
	['what villages have done', () => publisher, at('/staff/coverage/')],
	['how help points stand', () => publisher, at('/en/staff/points/')],
	['the audit log', () => administrator, at('/staff/audit/')],
	['the own account', () => publisher, at('/staff/account/')],
	['two-step sign-in', () => publisher, at('/staff/two-factor/')],
	['quick publish in English', () => publisher, at('/en/staff/quick/')],
	['the audit log in English', () => administrator, at('/en/staff/audit/')],
	['the own account in English', () => publisher, at('/en/staff/account/')],
	['the own account in Italian', () => publisher, at('/it/staff/account/')],
	['the staff page in Italian', () => publisher, at('/it/staff/')],
	['quick publish in Italian', () => publisher, at('/it/staff/quick/')],
	['the banner in Italian', () => publisher, at('/it/staff/banner/')],
	['the desk in Italian, which speaks English', () => publisher, at('/it/desk/')],
];

describe.each([360, 1280])('at a width of %i', (width) => {
	test.each(places)('%s can be used by everyone', async (_, who, address) => {
		const page = who();
		await page.setViewportSize({ width, height: 800 });
		await page.goto(address());
		expect(await accessibilityFaults(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			width,
		);
		expect(await smallTargets(page)).toEqual([]);
	});

	test('so can sign-in', async () => {
		const page = await browser.newPage({ viewport: { width, height: 800 } });
		await page.goto(`${portal.url}/staff/sign-in/`);
		expect(await accessibilityFaults(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
			width,
		);
		await page.context().close();
	});
});

test('an administrator is told when the last backup was made, and when there is none', async () => {
	const backup = administrator.locator('section[aria-labelledby=backup]');
	await administrator.goto(`${portal.url}/staff/`);
	expect(await backup.textContent()).toContain('还没有做过备份');
	const folder = await mkdtemp(join(tmpdir(), 'mingbai-backup-'));
	const env = { ...process.env, DATA_DIR: portal.dataDir };
	await promisify(execFile)(process.execPath, ['functions/cli.ts', 'backup', folder], { env });
	await administrator.reload();
	expect(await backup.textContent()).toMatch(/上次备份完成于\s*\d+月\d+日/);
	expect(await backup.textContent()).not.toContain('还没有做过备份');
	await publisher.goto(`${portal.url}/staff/`);
	expect(await publisher.locator('#backup').count()).toBe(0);
	await rm(folder, { recursive: true });
});

test('pages of staff in Italian lead to the editor, which speaks English and leads back to them', async () => {
	await publisher.goto(`${portal.url}/it/staff/`);
	expect(await publisher.locator('html').getAttribute('lang')).toBe('it');
	await publisher.locator('.staff-bar a[href*="/admin/"]').click();
	await publisher.getByRole('link', { name: 'Notices', exact: true }).waitFor();
	expect(await publisher.locator('html').getAttribute('lang')).toBe('en');
	expect(await publisher.locator('a[href$="/it/staff/"]').count()).toBe(1);
});

test('the form of quick publish has a part for each further language, open where somebody has begun', async () => {
	await publisher.goto(form);
	const parts = publisher.locator('form.form > details:has([lang="en"], [lang="it"])');
	expect(await parts.locator('summary').allInnerTexts()).toEqual(['English', 'Italiano']);
	expect(await parts.evaluateAll((all) => all.map((each) => each.hasAttribute('open')))).toEqual([
		true,
		false,
	]);
});

/** What is pressed and is lower than 44 px; links within a sentence are not counted (WCAG 2.2, 2.5.5). */
function smallTargets(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const pressed =
			'main :is(button, select, summary, input:not([type=hidden], [type=checkbox], [type=radio]))';
		return [...document.querySelectorAll(pressed)]
			.filter((each) => {
				const { height } = each.getBoundingClientRect();
				return height > 0 && height < 43.5;
			})
			.map((each) => each.outerHTML.slice(0, 120));
	});
}
