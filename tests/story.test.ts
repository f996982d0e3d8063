import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { countyTime, newEntry, openEntry } from './decap-editor.ts';
import { type PortalProcess, startPortal } from './portal-process.ts';
import { type PushService, startPushService } from './push-service.ts';
import { becomeAdministrator, invite } from './staff-people.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

let push: PushService;
let receiver: WebhookReceiver;
let portal: PortalProcess;
let browser: Browser;
let backup: string;
let administrator: Page;
let editor: Page;
let publisher: Page;
let moderator: Page;
let notice: string;
let response: string;
const receipts: string[] = [];

const headline = '云溪镇3个小区停水检修4小时';

beforeAll(async () => {
	push = await startPushService();
	receiver = await startWebhookReceiver();
	portal = await startPortal({
		env: {
			NODE_EXTRA_CA_CERTS: push.caFile,
			PUSH_EXTRA_ORIGINS: push.origin,
			WEBHOOKS: receiver.webhook,
		},
	});
	browser = await launchBrowser();
	backup = await mkdtemp(join(tmpdir(), 'mingbai-backup-'));
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
	await push?.close();
	await receiver?.close();
	await rm(backup, { recursive: true, force: true });
});

test('the one-time link makes an administrator, who invites staff of each role', async () => {
	administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	editor = await invite(administrator, browser, {
		name: '编辑小林',
		email: 'editor@county.example',
		role: 'editor',
	});
	publisher = await invite(administrator, browser, {
		name: '签发人老周',
		email: 'publisher@county.example',
		role: 'publisher',
	});
	moderator = await invite(administrator, browser, {
		name: '核查员小蓝',
		email: 'moderator@county.example',
		role: 'moderator',
	});
	expect(await moderator.locator('h1').textContent()).toBeTruthy();
});

test('a resident subscribes in English, another in Chinese', async () => {
	for (const [name, language] of [
		['resident', 'zh-CN'],
		['relative-abroad', 'en'],
	] as const) {
		const subscription = { ...push.subscription(name), topics: [], areas: [], language };
		const answer = await fetch(`${portal.url}/api/subscriptions`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(subscription),
		});
		expect(answer.status).toBe(201);
	}
});

test('an editor writes a notice in both languages and asks for review', async () => {
	const form = await newEntry(editor, portal.url, 'notices');
	await form.field('title').fill(headline);
	await form.field('summary').fill('云溪镇3个小区停水检修，请提前储水。');
	await form.choose('category', '便民服务');
	await form.choose('hazard', '停水');
	await form.choose('areas', '云溪镇');
	await form.choose('topics', '吃用物资');
	await form.choose('issuer', '人民政府办公室');
	await form.field('effective').fill(countyTime(-1));
	await form.field('expires').fill(countyTime(5));
	await form.addTo('actions', '请在停水前储好水。');
	await form.field('alert').click();
	await form.field('title', 'en').fill('Water off for 4 hours in 3 Yunxi estates');
	await form.field('summary', 'en').fill('Repairs in 3 Yunxi estates. Store water now.');
	notice = await form.save();
	await form.setStatus('待签发');
	expect((await fetch(`${portal.url}/notices/${notice}/`)).status).toBe(404);
});

test('a restart in the middle loses nothing', async () => {
	await portal.stop();
	await copyStore(portal.dataDir, backup);
	await portal.restart();
	expect((await fetch(`${portal.url}/api/health`)).status).toBe(200);
});

test('the publisher signs off and publishes, and the page is live at once in both languages', async () => {
	const form = await openEntry(publisher, portal.url, 'notices', notice);
	await form.setStatus('已签发，待发布');
	await form.publish();
	const panel = publisher.locator('#publication-panel');
	await panel.getByText('全部完成').waitFor();
	await panel.getByRole('button', { name: '关闭' }).press('Enter');
	await panel.waitFor({ state: 'detached' });
	const page = await fetch(`${portal.url}/notices/${notice}/`);
	expect(await page.text()).toContain(headline);
	expect(await (await fetch(`${portal.url}/en/notices/${notice}/`)).text()).toContain(
		'Water off for 4 hours',
	);
	expect(await (await fetch(`${portal.url}/`)).text()).toContain(headline);
	expect(await (await fetch(`${portal.url}/feeds/notices.xml`)).text()).toContain(headline);
});

test('the publisher sees each step of the publication done', async () => {
	const done = async () => {
		await publisher.goto(`${portal.url}/staff/`);
		return publisher
			.locator('[data-step][data-state=done]')
			.evaluateAll((steps) => steps.map((step) => (step as HTMLElement).dataset['step']));
	};
	await expect
		.poll(done, { timeout: 10_000 })
		.toEqual(['committed', 'released', 'live', 'feeds', 'cap', 'queued', 'alert', 'webhooks']);
	const service = publisher.locator('[data-step=alert] li');
	expect(await service.textContent()).toContain(`${new URL(push.origin).host}：排队2，送达2，`);
});

test('another system is told once, and can tell that it was the portal', async () => {
	const [told, ...more] = receiver.received;
	expect(more).toEqual([]);
	expect(told && (await receiver.isSigned(told))).toBe(true);
	expect(JSON.parse(told?.body ?? '').data.info[0].headline).toContain(headline);
});

test('each subscription receives one encrypted message, in its language', async () => {
	await push.waitFor((received) => received.length >= 2);
	const [chinese] = push.received('resident').map((each) => JSON.parse(each.text));
	expect(chinese).toMatchObject({
		title: expect.stringContaining(headline),
		body: '云溪镇3个小区停水检修，请提前储水。',
		lang: 'zh-CN',
	});
	expect(chinese.url).toBe(`${portal.url}/notices/${notice}/`);
	const [english] = push.received('relative-abroad').map((each) => JSON.parse(each.text));
	expect(english.title).toContain('Water off for 4 hours');
	expect(english.url).toBe(`${portal.url}/en/notices/${notice}/`);
});

test('residents report a rumor without JavaScript and get receipts', async () => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
	for (const words of [
		'听说学校要停课到暑假，中考也推迟了',
		'中考推迟、学校停课到暑假，是真的吗？我电话13812345678',
	]) {
		const page = await context.newPage();
		await page.goto(`${portal.url}/report/`);
		await page.locator('[name=content]').fill(words);
		await chooseFirst(page, 'channel');
		await page.locator('main form[action$="/api/reports"] button[type=submit]').click();
		receipts.push((await page.locator('.receipt-code').textContent())?.trim() ?? '');
	}
	expect(receipts.every((receipt) => /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/.test(receipt))).toBe(true);
	await context.close();
});

test('a form that is not complete comes back filled in', async () => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
	const page = await context.newPage();
	const body = new URLSearchParams({ content: '我写了很多', language: 'zh-CN' });
	const answer = await fetch(`${portal.url}/api/reports`, {
		method: 'POST',
		body,
		headers: { Origin: portal.url },
	});
	expect(answer.status).toBe(422);
	await page.setContent(await answer.text());
	expect(await page.locator('[name=content]').inputValue()).toBe('我写了很多');
	expect(await page.locator('main').textContent()).toContain('必须填写');
	await context.close();
});

test('a moderator groups both, says that it is being checked, and drafts a response', async () => {
	await moderator.goto(`${portal.url}/desk/`);
	const line = (text: string) => moderator.locator('.desk-line', { hasText: text });
	const panel = moderator.locator('.desk-panel');
	await line('听说学校要停课').click();
	await panel.getByRole('button', { name: /新建事项/ }).click();
	await panel.locator('[name=claim]').fill('学校停课到暑假、中考推迟');
	await panel.getByRole('button', { name: '新建并归入' }).click();
	await line('听说学校要停课').waitFor({ state: 'detached' });
	await line('是真的吗').click();
	expect(await panel.textContent()).not.toContain('13812345678');
	await panel.locator('.desk-suggestions li:first-child', { hasText: '学校停课到暑假' }).waitFor();
	await moderator.keyboard.press('Escape');
	await moderator.keyboard.press('1');
	await moderator.getByRole('button', { name: /处理中/ }).click();
	await line('学校停课到暑假、中考推迟').click();
	await panel.getByText('2 条线索').waitFor();
	await panel.locator('summary', { hasText: '修改' }).click();
	await panel.locator('[name=nextUpdateAt]').fill(countyTime(6));
	await panel.getByRole('button', { name: /告诉提交人/ }).click();
	await panel.getByText('核实中').first().waitFor();
	expect(await receiptText(receipts[0] ?? '')).toContain('核实');
	await panel.getByRole('button', { name: '写答复' }).click();
	await moderator.waitForURL(/\/admin\/.*rumors\/entries\//);
	response = moderator.url().split('/').at(-1) ?? '';
});

test('the response is finished in the CMS, signed off and published', async () => {
	const form = await openEntry(moderator, portal.url, 'rumors', response);
	expect(await form.field('claim').inputValue()).toBe('学校停课到暑假、中考推迟');
	await form.field('title').fill('学校12月照常复课，中考时间不变');
	await form.field('summary').fill('没有停课到暑假的安排，中考时间不变。');
	await form.choose('verdict', '不实');
	await form.choose('topics', '学校');
	await form.choose('issuer', '教育局');
	await form.field('checkedAt').fill(countyTime(1));
	await form.field('fact').fill('学校按原计划复课，中考时间没有变化。');
	await moderator
		.locator('[id^="evidence-field-"]')
		.first()
		.getByRole('button', { name: /新增/ })
		.click();
	await moderator.locator('[id^="what-field-"]').first().fill('教育局公告');
	await moderator.locator('[id^="who-field-"]').first().fill('示例县教育局');
	await moderator.locator('[id^="date-field-"]').first().fill(countyTime(0).slice(0, 10));
	await form.save();
	await form.setStatus('待签发');
	const signing = await openEntry(publisher, portal.url, 'rumors', response);
	await signing.setStatus('已签发，待发布');
	await signing.publish();
	expect((await fetch(`${portal.url}/rumors/${response}/`)).status).toBe(200);
});

test('the desk shows where the response stands', async () => {
	await moderator.goto(`${portal.url}/desk/`);
	await moderator.getByRole('button', { name: /已办结/ }).click();
	await moderator.locator('.desk-line', { hasText: '学校停课到暑假、中考推迟' }).click();
	const panel = moderator.locator('.desk-panel');
	await panel.getByText('发布进度：已全部完成').click();
	expect(await panel.locator('[data-step=live]').textContent()).toContain('完成');
});

test('both receipts show the answer', async () => {
	expect(receipts).toHaveLength(2);
	for (const receipt of receipts) {
		const text = await receiptText(receipt);
		expect(text).toContain('学校12月照常复课，中考时间不变');
		expect(text).toContain(`/rumors/${response}/`);
	}
});

test('malformed, unknown and purged receipts get the same answer', async () => {
	const unknown = await receiptText('AAAA-BBBB-CCCC-DDDD');
	expect((await receiptText("' or 1=1 --")).replaceAll(/value="[^"]*"/g, '')).toBe(
		unknown.replaceAll(/value="[^"]*"/g, ''),
	);
});

test('a restart sends nothing twice', async () => {
	await portal.restart();
	await portal.restart();
	expect(push.received()).toHaveLength(2);
});

test("yesterday's database, restored, sends nothing unasked", async () => {
	await portal.stop();
	await copyStore(backup, portal.dataDir);
	await portal.restart();
	expect((await fetch(`${portal.url}/notices/${notice}/`)).status).toBe(200);
	await publisher.goto(`${portal.url}/staff/`);
	const held = publisher.locator('form[action$="/announcements/confirm"]');
	expect(await held.count()).toBe(1);
	expect(await publisher.locator('main').textContent()).toContain(headline);
});

test('what was held is told when a publisher says so, to each subscription once more under the same tag', async () => {
	await publisher
		.locator('form[action$="/announcements/confirm"] button:not([formaction])')
		.click();
	await push.waitFor((received) => received.length >= 4);
	for (const name of ['resident', 'relative-abroad']) {
		const tags = push.received(name).map((each) => JSON.parse(each.text).tag);
		expect(tags).toHaveLength(2);
		expect(new Set(tags).size).toBe(1);
	}
});

test('no push address stands in what the portal printed, nor in what it wrote down about what staff did', async () => {
	await fetch(`${portal.url}/api/subscriptions/choices`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ endpoint: push.subscription('stranger').endpoint }),
	});
	await portal.stop();
	const database = new DatabaseSync(join(portal.dataDir, 'mingbai.sqlite'), { readOnly: true });
	const audit = database.prepare('select * from audit_entries').all();
	database.close();
	expect(audit.length).toBeGreaterThan(0);
	expect(`${portal.output()}${JSON.stringify(audit)}`).not.toContain('/push/');
});

async function receiptText(receipt: string): Promise<string> {
	const body = new URLSearchParams({ receipt, language: 'zh-CN' });
	const answer = await fetch(`${portal.url}/api/reports/status`, {
		method: 'POST',
		body,
		headers: { Origin: portal.url },
	});
	return answer.text();
}

async function chooseFirst(page: Page, name: string): Promise<void> {
	const control = page.locator(`[name=${name}]`).first();
	const isSelect = (await control.evaluate((element) => element.tagName)) === 'SELECT';
	if (isSelect) await control.selectOption({ index: 1 });
	else await control.check();
}

/** The database alone, as a restore from a backup brings it. */
async function copyStore(from: string, to: string): Promise<void> {
	for (const name of await readdir(to))
		if (name.startsWith('mingbai.sqlite')) await rm(join(to, name));
	for (const name of await readdir(from)) {
		if (name.startsWith('mingbai.sqlite')) await cp(join(from, name), join(to, name));
	}
}
