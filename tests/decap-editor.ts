import type { Locator, Page } from 'playwright-core';

/** Decap's editor as an editor's hands know it. Fields are found by their name; the second pane is the translation. */
export interface DecapEditor {
	/** The control of a field in the pane of a language. */
	field(name: string, pane?: 'zh-CN' | 'en'): Locator;
	/** Picks options by their label. */
	choose(name: string, ...labels: readonly string[]): Promise<void>;
	/** Adds an item to a list of sentences. */
	addTo(name: string, text: string): Promise<void>;
	/** Saves, and gives the name of the entry. */
	save(): Promise<string>;
	setStatus(status: '起草中' | '待签发' | '已签发，待发布'): Promise<void>;
	publish(): Promise<void>;
}

/** Opens a new entry of a collection. */
export function newEntry(page: Page, portal: string, collection: string): Promise<DecapEditor> {
	return openEditor(page, `${portal}/admin/#/collections/${collection}/new`);
}

/** Opens a draft. */
export function openEntry(
	page: Page,
	portal: string,
	collection: string,
	ref: string,
): Promise<DecapEditor> {
	return openEditor(page, `${portal}/admin/#/collections/${collection}/entries/${ref}`);
}

async function openEditor(page: Page, address: string): Promise<DecapEditor> {
	// Only another document makes Decap read its address anew.
	await page.goto('about:blank');
	await page.goto(address);
	await page.getByText('正在使用ZH-CN撰写').waitFor();
	page.removeAllListeners('dialog').on('dialog', (dialog) => dialog.accept());
	const field = (name: string, pane: 'zh-CN' | 'en' = 'zh-CN') =>
		page.locator(`[id^="${name}-field-"]`).nth(pane === 'zh-CN' ? 0 : 1);
	return {
		field,
		async choose(name, ...labels) {
			for (const label of labels) {
				await field(name).fill(label);
				await page.keyboard.press('Enter');
			}
		},
		async addTo(name, text) {
			await field(name).getByRole('button', { name: /新增/ }).click();
			await field(name).locator('[id^="item-field-"]').last().fill(text);
		},
		async save() {
			const saved = answered(page, 'persistEntry');
			await page.getByRole('button', { name: '保存', exact: true }).click();
			await saved;
			await page.waitForURL(/\/entries\/[^/]+$/);
			return page.url().split('/').at(-1) ?? '';
		},
		async setStatus(status) {
			const set = answered(page, 'updateUnpublishedEntryStatus');
			await page.getByRole('button', { name: /^状态/ }).click();
			await page.getByRole('menuitem', { name: status }).click();
			await set;
		},
		async publish() {
			const published = answered(page, 'publishUnpublishedEntry');
			await page.getByRole('button', { name: '发布', exact: true }).click();
			await page.getByRole('menuitem', { name: '立即发布' }).click();
			await published;
		},
	};
}

/** Resolves when the server has accepted an action, and fails with its reason when it refused. */
async function answered(page: Page, action: string): Promise<void> {
	const response = await page.waitForResponse(
		(each) =>
			each.url().includes('/api/cms') &&
			(each.request().postData() ?? '').includes(`"action":"${action}"`),
	);
	if (!response.ok()) throw new Error(`${action}: ${response.status()} ${await response.text()}`);
}

/** An instant some hours from now, as the county's clock shows it, for a field of date and time. */
export function countyTime(hoursFromNow: number): string {
	const county = Date.now() + (hoursFromNow + 8) * 3_600_000;
	return new Date(county).toISOString().slice(0, 16);
}
