import type { Browser, Page } from 'playwright-core';
import type { Role } from '../src/domain/roles.ts';

const password = '石门 云溪 松坪 竹口 城关';

/** The one-time link becomes an administrator, signed in. */
export async function becomeAdministrator(browser: Browser, link: string): Promise<Page> {
	const page = await newPage(browser);
	await page.goto(link);
	await page.getByLabel('邮箱').fill('admin@county.example');
	await page.getByLabel('姓名').fill('管理员');
	await setPassword(page);
	await signIn(page, 'admin@county.example');
	return page;
}

/** An administrator invites a person, who sets a password and signs in. */
export async function invite(
	administrator: Page,
	browser: Browser,
	person: { name: string; email: string; role: Role },
): Promise<Page> {
	const form = administrator.locator('form[action$="/accounts/invite/"]');
	await form.locator('[name=email]').fill(person.email);
	await form.locator(`[name=roles][value=${person.role}]`).check();
	await form.locator('button[type=submit]').click();
	const link = await administrator.locator('.short-code').textContent();
	const page = await newPage(browser);
	await page.goto(link?.trim() ?? '');
	await page.getByLabel('姓名').fill(person.name);
	await setPassword(page);
	await signIn(page, person.email);
	return page;
}

async function newPage(browser: Browser): Promise<Page> {
	const context = await browser.newContext({
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		viewport: { width: 1280, height: 1000 },
	});
	return context.newPage();
}

async function setPassword(page: Page): Promise<void> {
	for (const field of await page.locator('input[type=password]').all()) await field.fill(password);
	await page.locator('main button[type=submit]').click();
	await page.waitForURL(/\/staff\/sign-in\//);
}

async function signIn(page: Page, email: string): Promise<void> {
	await page.getByLabel('邮箱').fill(email);
	await page.locator('input[type=password]').fill(password);
	await page.locator('main button[type=submit]').click();
	await page.waitForURL(/\/staff\/$/);
}
