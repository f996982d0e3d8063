import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { countyTime, type DecapEditor, newEntry, openEntry } from './decap-editor.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { becomeAdministrator, invite } from './staff-people.ts';

let portal: PortalProcess;
let browser: Browser;
let editor: Page;
let other: Page;
let ref: string;

beforeAll(async () => {
	portal = await startPreparedPortal();
	browser = await launchBrowser();
	const administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	const person = (name: string) => ({
		name,
		email: `${name}@county.example`,
		role: 'editor' as const,
	});
	editor = await invite(administrator, browser, person('lin'));
	other = await invite(administrator, browser, person('wu'));
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
});

test('a new notice is in force from now on unless its editor says otherwise; its form asks for a color and its source only of a warning, keeps in sight what was filled in, and answers in Chinese', async () => {
	const form = await newEntry(editor, portal.url, 'notices');
	const effective = await form.field('effective').inputValue();
	expect(Math.abs(Date.parse(`${effective}+08:00`) - Date.now())).toBeLessThan(3 * 60_000);
	const asked = async (name: string) => form.field(name).isVisible();
	expect(await asked('warningColor')).toBe(false);
	await form.choose('category', '预警');
	expect(await asked('warningColor')).toBe(true);
	expect(await asked('references')).toBe(false);
	await form.choose('lifecycle', '更新');
	expect(await asked('references')).toBe(true);
	await form.choose('category', '便民服务');
	expect(await asked('warningColor')).toBe(false);
	await form.choose('category', '预警');
	await form.choose('warningColor', '黄色');
	await form.choose('category', '便民服务');
	expect(await asked('warningColor')).toBe(true);
	await form.field('category').fill('没有这一类');
	await editor.getByText('没有相符的选项').waitFor();
	await form.field('topics').fill('没有这个主题');
	await editor.getByText('没有相符的选项').waitFor();
});

test('a draft can be seen as the page it will be', async () => {
	const form = await newEntry(editor, portal.url, 'notices');
	await form.field('title').fill('云溪镇今晚停水4小时');
	await form.field('summary').fill('云溪镇停水检修，请提前储水。');
	await form.choose('category', '便民服务');
	await form.choose('hazard', '停水');
	await form.choose('areas', '云溪镇');
	await form.choose('topics', '吃用物资');
	await form.choose('issuer', '人民政府办公室');
	await form.field('effective').fill(countyTime(-1));
	await form.field('expires').fill(countyTime(5));
	await form.addTo('actions', '请在停水前储好水。');
	ref = await form.save();
	await openEntry(editor, portal.url, 'notices', ref);
	const address = await editor.locator('a[href*="/preview/"]').getAttribute('href');
	const page = await fetch(new URL(address ?? '', portal.url));
	expect(await page.text()).toContain('云溪镇今晚停水4小时');
	expect((await fetch(`${portal.url}/notices/${ref}/`)).status).toBe(404);
});

test('a note that one writes on a draft is read by the other', async () => {
	const openNotes = async (page: Page) => {
		await openEntry(page, portal.url, 'notices', ref);
		await page.getByTitle('显示或隐藏批注').click();
	};
	await openNotes(editor);
	await editor.getByPlaceholder('写一条批注……').fill('恢复供水的时间请核对');
	await editor.getByRole('button', { name: '添加批注' }).click();
	await editor.getByText('恢复供水的时间请核对').waitFor();
	await openNotes(other);
	await other.getByText('恢复供水的时间请核对').waitFor();
});

/** Both open the draft; the other one saves first, and then the editor tries to. */
async function saveOverAnother(theirs: string, mine: string): Promise<DecapEditor> {
	const form = await openEntry(editor, portal.url, 'notices', ref);
	const theirForm = await openEntry(other, portal.url, 'notices', ref);
	await theirForm.field('title').fill(theirs);
	await theirForm.save();
	await form.field('title').fill(mine);
	await editor.getByRole('button', { name: '保存', exact: true }).click();
	await editor.getByRole('dialog').waitFor();
	return form;
}

async function savedTitle(): Promise<string> {
	const answer = await editor.evaluate(async (collectionRef) => {
		const params = {
			collection: 'notices',
			slug: collectionRef,
			path: `notices/${collectionRef}.zh-CN.md`,
		};
		const body = JSON.stringify({ action: 'unpublishedEntryDataFile', params });
		const headers = { 'Content-Type': 'application/json' };
		return (await fetch('/api/cms', { method: 'POST', headers, body })).text();
	}, ref);
	return /title: ([^\\]+)/.exec(answer)?.[1] ?? '';
}

test('a save over somebody else’s shows both versions, and saves nothing unasked', async () => {
	const form = await saveOverAnother('别人的标题', '我的标题');
	const dialog = editor.getByRole('dialog');
	expect(await dialog.locator('del').first().textContent()).toContain('别人的标题');
	expect(await dialog.locator('ins').first().textContent()).toContain('标题: 我的标题');
	expect(await dialog.getByRole('heading', { name: '简体中文' }).isVisible()).toBe(true);
	await dialog.getByRole('button', { name: '继续修改' }).click();
	expect(await savedTitle()).toBe('别人的标题');
	expect(await form.field('title').inputValue()).toBe('我的标题');
	await editor.getByRole('button', { name: '保存', exact: true }).click();
	await editor.getByRole('dialog').waitFor();
	await editor.keyboard.press('Escape');
	expect(await savedTitle()).toBe('别人的标题');
});

test('a save over somebody else’s goes through when that is what is wanted', async () => {
	await saveOverAnother('别人又改的标题', '我坚持的标题');
	await editor.getByRole('button', { name: '用我的版本覆盖' }).click();
	await expect.poll(savedTitle).toBe('我坚持的标题');
});
