import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { activeLine, ask, askWithPicture, openDesk, receiptText } from './desk-people.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';
import { becomeAdministrator, invite } from './staff-people.ts';

let portal: PortalProcess;
let browser: Browser;
let moderator: Page;
let colleague: Page;
let publisher: Page;
const receipts: Record<string, string> = {};

beforeAll(async () => {
	portal = await startPreparedPortal();
	browser = await launchBrowser();
	const administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	const person = (name: string, role: 'moderator' | 'publisher') =>
		invite(administrator, browser, { name, email: `${name}@county.example`, role });
	moderator = await person('lan', 'moderator');
	colleague = await person('chen', 'moderator');
	publisher = await person('zhou', 'publisher');
	for (const [name, text] of [
		['school', '听说学校要停课到暑假，中考也推迟了'],
		['school again', '孩子的学校停课到暑假、中考推迟，是真的吗？'],
		['water', '云溪镇从明天开始停水三天，让大家赶紧存水'],
		['water elsewhere', '石门乡从明天开始停水三天，让大家赶紧存水'],
		['advertisement', '日赚千元，名额有限，先到先得'],
		['help', '被关在家里好多天了，实在撑不住，不想活了'],
	] as const)
		receipts[name] = await ask(portal, text);
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
});

const press = async (page: Page, ...keys: readonly string[]) => {
	for (const key of keys) await page.keyboard.press(key);
};
const line = (page: Page, text: string) => page.locator('.desk-line', { hasText: text });
const message = (page: Page) => page.locator('.desk-message');

test('a call for help stands first, looks like nothing else, and is not offered an item', async () => {
	await openDesk(moderator, portal);
	await expect.poll(() => activeLine(moderator).textContent()).toContain('不想活了');
	expect(await moderator.locator('.desk-row[data-crisis]').count()).toBe(1);
	expect(await moderator.locator('.desk-panel .desk-crisis').textContent()).toContain('请先处理');
	expect(await moderator.locator('.desk-suggestions').count()).toBe(0);
	await press(moderator, 's');
	await expect.poll(() => message(moderator).textContent()).toContain('请先看清内容');
	expect(await message(moderator).getByRole('button').count()).toBe(0);
	expect(await activeLine(moderator).textContent()).toContain('不想活了');
});

test('with the keyboard alone a moderator opens an item, adds a report to it and goes on', async () => {
	await press(moderator, 'j', 'n');
	await moderator.keyboard.type('学校停课到暑假、中考推迟');
	await press(moderator, 'Enter');
	await expect.poll(() => message(moderator).textContent()).toContain('已新建事项');
	await expect.poll(() => activeLine(moderator).textContent()).toContain('是真的吗');
	await moderator.locator('.desk-suggestions li').first().waitFor();
	expect(await moderator.locator('.desk-differs').count()).toBe(0);
	await press(moderator, '1');
	await expect.poll(() => activeLine(moderator).textContent()).toContain('云溪镇');
	await expect.poll(() => message(moderator).textContent()).toContain('已归入');
});

test('the key after n is a letter of the claim, however fast it comes', async () => {
	const focused = await moderator.evaluate(async () => {
		document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
		// As long as the next event of the keyboard may take to be handled.
		const { port1, port2 } = new MessageChannel();
		const handled = new Promise((resolve) => {
			port1.onmessage = resolve;
		});
		port2.postMessage('');
		await handled;
		return document.activeElement?.getAttribute('name');
	});
	expect(focused).toBe('claim');
	await press(moderator, 'Escape');
});

test('a claim that was begun is still there after Escape and after another line', async () => {
	const claim = moderator.locator('[name=claim]');
	await press(moderator, 'n');
	await claim.fill('停水三天');
	await press(moderator, 'Escape', 'j', 'k', 'n');
	expect(await claim.inputValue()).toBe('停水三天');
	await claim.fill('');
	await press(moderator, 'Escape');
});

test('z takes the last act back, and the report waits again', async () => {
	await press(moderator, 'z');
	await expect.poll(() => message(moderator).textContent()).toContain('已撤销');
	await line(moderator, '是真的吗').waitFor();
	await line(moderator, '是真的吗').click();
	await moderator.locator('.desk-suggestions li').first().waitFor();
	await press(moderator, 'Escape', '1');
	await line(moderator, '是真的吗').waitFor({ state: 'detached' });
});

test('the same text about another township is offered as a variant, with the places marked', async () => {
	await line(moderator, '云溪镇').click();
	await press(moderator, 'Escape', 'n');
	await moderator.keyboard.type('云溪镇停水三天');
	await press(moderator, 'Enter');
	await line(moderator, '云溪镇').waitFor({ state: 'detached' });
	await line(moderator, '石门乡').click();
	const panel = moderator.locator('.desk-panel');
	await panel.locator('.desk-differs', { hasText: '石门' }).first().waitFor();
	expect(await panel.locator('.desk-content mark').allTextContents()).toContainEqual(
		expect.stringContaining('石门'),
	);
	await press(moderator, 'Escape', 'v');
	const claim = moderator.locator('[name=claim]');
	expect(await claim.inputValue()).toBe('云溪镇停水三天');
	await claim.fill('石门乡停水三天');
	await press(moderator, 'Enter');
	await line(moderator, '石门乡').waitFor({ state: 'detached' });
});

test('what says the same is one line, and one key opens an item with all of it under the proposed claim', async () => {
	for (const text of [
		'听说加油站要关门了',
		'您好，加油站关门是真的吗？',
		'加油站会不会关门啊急急急',
	])
		await ask(portal, text);
	const fold = line(moderator, '加油站');
	await expect.poll(() => fold.textContent()).toContain('×3');
	expect(await fold.count()).toBe(1);
	await fold.click();
	await moderator.locator('.desk-panel', { hasText: '3 条说的是同一件' }).waitFor();
	await press(moderator, 'Escape', 'n');
	expect(await moderator.locator('[name=claim]').inputValue()).toBe('加油站要关门了');
	await press(moderator, 'Enter');
	await expect.poll(() => message(moderator).textContent()).toContain('归入 3 条');
	await fold.waitFor({ state: 'detached' });
	await press(moderator, 'z');
	await fold.click();
	await press(moderator, 'Escape', 's');
	await expect.poll(() => message(moderator).textContent()).toContain('3 条已标为垃圾');
	await fold.waitFor({ state: 'detached' });
});

test('keys are dead while somebody types, composes with an input method, or holds a modifier', async () => {
	const before = await moderator.locator('.desk-line').count();
	await press(moderator, '/');
	await moderator.keyboard.type('sss');
	expect(await moderator.locator('[type=search]').inputValue()).toBe('sss');
	await moderator.locator('[type=search]').fill('');
	await press(moderator, 'Escape');
	await moderator.evaluate(() => {
		for (const typed of [
			{ key: 's', isComposing: true },
			{ key: 's', keyCode: 229 },
			{ key: 'Process', keyCode: 229 },
			{ key: 's', ctrlKey: true },
			{ key: 's', altKey: true },
			{ key: 's', metaKey: true },
		])
			document.dispatchEvent(new KeyboardEvent('keydown', { ...typed, bubbles: true }));
	});
	await press(moderator, 'k', 'k');
	expect(await moderator.locator('.desk-line').count()).toBe(before);
});

test('what a colleague does is seen without asking, and who works on what', async () => {
	await openDesk(colleague, portal);
	await line(colleague, '日赚千元').click();
	await expect.poll(() => line(moderator, '日赚千元').textContent()).toContain('chen正在处理');
	await line(moderator, '日赚千元').click();
	await moderator.locator('.desk-panel').getByText('chen正在处理').waitFor();
	await press(moderator, 'Escape', 's');
	await expect.poll(() => message(moderator).textContent()).toContain('chen正在处理');
	// Nothing was done, so there is nothing to take back.
	expect(await message(moderator).getByRole('button').count()).toBe(0);
	await press(colleague, 'Escape', 's');
	await line(moderator, '日赚千元').waitFor({ state: 'detached' });
});

test('two who change an item at once: the later one sees what the other did, and loses nothing', async () => {
	for (const page of [moderator, colleague]) {
		await press(page, 'Escape', 'q');
		await line(page, '云溪镇停水三天').waitFor();
	}
	await line(colleague, '云溪镇停水三天').click();
	await colleague.locator('summary', { hasText: '修改' }).click();
	const typed = colleague.locator('.desk-forms [name=claim]').first();
	await typed.fill('云溪镇停水四天');
	const open = await colleague.evaluate(async () => {
		const state = await (await fetch('/api/desk/state')).json();
		return state.items.find((each: { claim: string }) => each.claim === '云溪镇停水三天');
	});
	const answer = await colleague.evaluate(
		async ([id, version]) => {
			const change = (claim: string) =>
				fetch(`/api/desk/items/${id}`, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json' },
					body: JSON.stringify({ version, seen: { claim: '云溪镇停水三天' }, claim }),
				});
			await change('云溪镇停水两天');
			return (await change('云溪镇停水一天')).json();
		},
		[open.id, open.version] as const,
	);
	expect(answer.differences).toEqual([
		{
			field: 'claim',
			was: '云溪镇停水三天',
			theirs: '云溪镇停水两天',
			yours: '云溪镇停水一天',
		},
	]);
	await line(moderator, '云溪镇停水两天').waitFor();
	await line(colleague, '云溪镇停水两天').waitFor();
	expect(await typed.inputValue()).toBe('云溪镇停水四天');
	await typed.press('Enter');
	await colleague.locator('.desk-panel').getByText('云溪镇停水两天').first().waitFor();
	await colleague.locator('.desk-panel').getByText('云溪镇停水四天').first().waitFor();
});

test('c and Enter hand “we are checking” to the publishers, and the asker hears it at once', async () => {
	await line(moderator, '学校停课').click();
	await press(moderator, 'Escape', 'c');
	await moderator.locator('.desk-holding [name=title]').waitFor();
	await expect
		.poll(() => moderator.evaluate(() => document.activeElement?.textContent))
		.toContain('交签发人发布');
	await press(moderator, 'Enter');
	await expect.poll(() => message(moderator).textContent()).toContain('已交签发人');
	expect(await receiptText(portal, receipts['school'] ?? '')).toContain('核实');
});

test('who may publish publishes it with the same two keys and once, however long the key is held, and the receipt leads to the page', async () => {
	await openDesk(publisher, portal);
	await press(publisher, 'q');
	await line(publisher, '石门乡停水三天').click();
	await press(publisher, 'Escape', 'c');
	await expect
		.poll(() => publisher.evaluate(() => document.activeElement?.textContent))
		.toContain('现在发布');
	const sent: string[] = [];
	publisher.on('request', (request) => {
		if (request.method() === 'POST' && request.url().endsWith('/holding')) sent.push(request.url());
	});
	// A key that is held presses again before the first answer: it is sent once all the same.
	await publisher.evaluate(() => {
		const button = document.activeElement;
		if (button instanceof HTMLElement) for (const _ of [1, 2]) button.click();
	});
	await expect.poll(() => message(publisher).textContent()).toContain('已发布');
	expect(sent).toHaveLength(1);
	await expect
		.poll(() => receiptText(portal, receipts['water elsewhere'] ?? ''))
		.toMatch(/\/rumors\/[^/"]+-checking\//);
	const text = await receiptText(portal, receipts['water elsewhere'] ?? '');
	const [path = ''] = /\/rumors\/[^/"]+-checking\//.exec(text) ?? [];
	expect(await (await fetch(`${portal.url}${path}`)).text()).toContain('正在核实：石门乡停水三天');
});

test('the draft of the answer goes on from what was published, with evidence and chosen wordings', async () => {
	const drafted = await moderator.evaluate(async () => {
		const post = async (path: string, body: object) =>
			(
				await fetch(`/api/desk/${path}`, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json' },
					body: JSON.stringify(body),
				})
			).json();
		const state = await (await fetch('/api/desk/state')).json();
		const { id } = state.items.find((each: { claim: string }) => each.claim.startsWith('石门乡'));
		await post(`items/${id}/evidence`, { what: '没有停水安排', who: '水务局', date: '2026-03-14' });
		const refused = await post(`items/${id}/draft`, { aliases: ['打13812345678问停水'] });
		return { refused, made: await post(`items/${id}/draft`, { aliases: ['石门乡要停水吗'] }) };
	});
	expect(drafted.refused.problems).toMatchObject([{ code: 'alias-personal-data' }]);
	expect(drafted.made.ref).toMatch(/-checking$/);
	const database = new DatabaseSync(join(portal.dataDir, 'mingbai.sqlite'), { readOnly: true });
	const row = database.prepare('select files from drafts where ref = ?').get(drafted.made.ref);
	database.close();
	const files = String(row?.['files']);
	for (const said of ['state: answered', '没有停水安排', '石门乡要停水吗', 'changes:'])
		expect(files).toContain(said);
});

test('help lists the keys, and lies over the desk until it is closed', async () => {
	await press(moderator, 'Escape', '?');
	const help = moderator.locator('dialog[open]');
	await help.waitFor();
	expect(await help.locator('kbd').count()).toBeGreaterThan(12);
	const before = await activeLine(moderator).textContent();
	await press(moderator, 'j');
	expect(await activeLine(moderator).textContent()).toBe(before);
	await press(moderator, 'Escape');
	await help.waitFor({ state: 'detached' });
});

test('on a phone the queue and what is open take turns, and everything is in reach', async () => {
	const phone = moderator;
	await phone.setViewportSize({ width: 360, height: 740 });
	await openDesk(phone, portal);
	expect(await phone.locator('.desk-panel').isVisible()).toBe(false);
	expect(await accessibilityFaults(phone)).toEqual([]);
	await phone.locator('.desk-line').first().click();
	expect(await phone.locator('.desk-queue').isVisible()).toBe(false);
	expect(await accessibilityFaults(phone)).toEqual([]);
	await phone.getByRole('button', { name: '返回队列' }).click();
	await phone.getByRole('button', { name: /处理中/ }).click();
	await phone.locator('.desk-line').first().click();
	for (const summary of await phone.locator('.desk-panel summary').all()) await summary.click();
	expect(await accessibilityFaults(phone)).toEqual([]);
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
	await phone.setViewportSize({ width: 1280, height: 1000 });
});

test('t takes over what a colleague has open, who sees it; a saved reply is put in at the cursor', async () => {
	await openDesk(moderator, portal);
	await press(moderator, 'q');
	await line(moderator, '云溪镇停水两天').click();
	await moderator.locator('.desk-panel').getByText('chen正在处理').waitFor();
	await press(moderator, 'Escape', 't');
	await expect.poll(() => message(moderator).textContent()).toContain('已由您接手');
	await colleague.locator('.desk-panel').getByText('lan正在处理').waitFor();
	await press(moderator, 'c');
	const fact = moderator.locator('[name=fact]');
	await fact.fill('前后');
	await fact.evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(1, 1));
	const picker = moderator.locator('.desk-replies').first();
	await picker.getByRole('button', { name: '插入常用语' }).press('Enter');
	await picker.locator('ul button').first().waitFor();
	await press(moderator, 'ArrowDown', 'ArrowUp', 'Enter');
	expect(await fact.inputValue()).toMatch(/^前我们.+后$/);
});

test('a screenshot is hidden until p is pressed, and p hides it again', async () => {
	await askWithPicture(portal, '群里这张图说县医院停诊');
	await openDesk(moderator, portal);
	await line(moderator, '这张图').click();
	await press(moderator, 'Escape');
	const picture = moderator.locator('.desk-screenshot img');
	expect(await picture.count()).toBe(0);
	await press(moderator, 'p');
	await expect
		.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
		.toBe(60);
	expect(await accessibilityFaults(moderator)).toEqual([]);
	await press(moderator, 'p');
	expect(await picture.count()).toBe(0);
});

test('a flood stands folded up, is set aside with s and Enter, and comes back with r', async () => {
	for (const name of ['wong7609', 'wong7610', 'wong7611'])
		await ask(portal, `我追回了损失，联系微信${name}帮大家退款，${name.slice(-2)}号`);
	await openDesk(moderator, portal);
	const fold = moderator.getByRole('button', { name: '可疑的线索：3 条' });
	await fold.waitFor();
	expect(await line(moderator, '帮大家退款').count()).toBe(0);
	await fold.click();
	await moderator.getByRole('button', { name: '选中这些可疑的' }).click();
	await press(moderator, 's');
	await moderator.locator('[data-do]:focus').press('Enter');
	await expect.poll(() => message(moderator).textContent()).toContain('已处理');
	await moderator.getByRole('button', { name: '已搁置' }).click();
	await expect.poll(() => line(moderator, '帮大家退款').count()).toBe(3);
	await line(moderator, '帮大家退款').first().click();
	await press(moderator, 'Escape', 'r');
	await expect.poll(() => message(moderator).textContent()).toContain('已放回');
	await expect.poll(() => line(moderator, '帮大家退款').count()).toBe(2);
});

test('a call for help that is a rumor goes into an item that is looked for', async () => {
	await ask(portal, '网传有人服药自杀，是真的吗');
	await openDesk(moderator, portal);
	await line(moderator, '服药自杀').click();
	await moderator.getByRole('button', { name: '按传言归类' }).click();
	await press(moderator, 'f');
	await moderator.keyboard.type('停课');
	await press(moderator, 'Enter');
	await expect.poll(() => message(moderator).textContent()).toContain('已归入“学校停课');
	await line(moderator, '服药自杀').waitFor({ state: 'detached' });
});

test('of ten thousand reports the document holds those that are seen', async () => {
	await portal.stop();
	fill(join(portal.dataDir, 'mingbai.sqlite'), 10_000);
	await portal.restart();
	await openDesk(moderator, portal);
	await moderator.getByText(/待归类的线索：1\d{4} 条/).waitFor();
	expect(await moderator.locator('.desk-line').count()).toBeLessThan(60);
	const list = moderator.locator('.desk-list');
	await list.evaluate((box) => {
		box.scrollTop = box.scrollHeight;
	});
	await line(moderator, '第9999条').waitFor();
	expect(await moderator.locator('.desk-line').count()).toBeLessThan(60);
	const last = moderator.locator('.desk-list > li[aria-posinset]').last();
	expect(await last.getAttribute('aria-posinset')).toBe(await last.getAttribute('aria-setsize'));
	await moderator.locator('[type=search]').fill('第1234条');
	await expect.poll(() => line(moderator, '第1234条').count()).toBe(1);
});

function fill(file: string, count: number): void {
	const database = new DatabaseSync(file);
	database.exec('begin');
	const add = database.prepare(`insert into reports
		(id, receipt_hash, received_at, language, channel, content, content_hash, crisis, state, delete_after)
		values (?, ?, ?, 'zh-CN', 'other', ?, ?, 0, 'normal', ?)`);
	const now = Date.now();
	for (let number = 0; number < count; number += 1) {
		const id = `many-${number}`;
		add.run(id, id, now + number, `这是第${number}条线索`, id, now + 1e9);
	}
	database.exec('commit');
	database.close();
}
