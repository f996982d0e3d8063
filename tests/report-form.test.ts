import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import type { BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { htmlFaults } from './html-faults.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPreparedPortal } from './prepared-portal.ts';

let portal: PortalProcess;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
	portal = await startPreparedPortal();
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options });
	const page = await context.newPage();
	await page.goto(portal.url + path);
	return page;
}

const claim = (page: Page) => page.getByLabel('您听到的说法');
const code = async (page: Page) => (await page.locator('.receipt-code').innerText()).trim();

async function submit(page: Page): Promise<void> {
	await page.getByLabel('在哪里听到或看到的').selectOption('other');
	await page.getByRole('button', { name: '提交核实' }).click();
	await page.locator('.receipt-code, .problem-summary').first().waitFor();
}

/** Sends a form over a connection of its own, as a browser that has just come. */
async function upload(form: FormData): Promise<{ status: number | undefined; html: string }> {
	const encoded = new Response(form);
	const sent = request(`${portal.url}/api/reports`, {
		method: 'POST',
		agent: false,
		headers: { 'Content-Type': encoded.headers.get('content-type') ?? '' },
	});
	sent.end(Buffer.from(await encoded.arrayBuffer()));
	const [answer] = (await once(sent, 'response')) as [IncomingMessage];
	return { status: answer.statusCode, html: await text(answer) };
}

/** What the store knows of the report whose text begins so. */
function stored(begins: string) {
	const db = new DatabaseSync(join(portal.dataDir, 'mingbai.sqlite'), { readOnly: true });
	const row = db.prepare('select * from reports where content like ?').get(`${begins}%`);
	db.close();
	return row;
}

const aPicture = () =>
	sharp({ create: { width: 400, height: 800, channels: 3, background: '#fff' } })
		.png()
		.toBuffer();

describe('while it is being written', () => {
	test('what is answered already is shown, and nothing is sent before the person sends', async () => {
		const page = await open('/report/');
		const sent: string[] = [];
		page.on('request', (request) =>
			sent.push(`${request.method()} ${new URL(request.url()).pathname}`),
		);
		await claim(page).fill('群里说今晚零点全县封城');
		await page.getByRole('heading', { name: '这些已经答复过' }).waitFor();
		expect(await accessibilityFaults(page)).toEqual([]);
		expect(sent.filter((each) => each.startsWith('POST'))).toEqual([]);
		expect(sent).toContain('GET /rumors/index.json');
		await page.getByRole('button', { name: '就是这个' }).first().click();
		await page.waitForURL(/\/rumors\/[^/]+\/$/);
		expect(sent).toContain('POST /api/answers-found');
		const db = new DatabaseSync(join(portal.dataDir, 'mingbai.sqlite'), { readOnly: true });
		expect(db.prepare('select sum(count) as found from door_answers').get()).toEqual({ found: 1 });
		db.close();
		await page.goto(`${portal.url}/report/`);
		expect(await claim(page).inputValue()).toBe('');
		await page.context().close();
	});

	test('what is answered for another township is not shown, and Traditional characters are read', async () => {
		const page = await open('/report/');
		const answers = page.getByRole('heading', { name: '这些已经答复过' });
		await claim(page).fill('石门乡自来水有异味，是消毒水泄漏了');
		await page.locator('input[name="matched"][value="yes"]').waitFor({ state: 'attached' });
		expect(await page.locator('[data-answers] a[href*="tap-water-smell"]').count()).toBe(0);
		await claim(page).fill('桂園小區自來水有異味，是消毒水洩漏了');
		await page.locator('[data-answers] a[href*="tap-water-smell"]').waitFor();
		await claim(page).fill('群裡說今晚零點全縣封城');
		await page.locator('[data-answers] a[href*="no-lockdown"]').waitFor();
		expect(await answers.isVisible()).toBe(true);
		await page.context().close();
	});

	test('a call for help shows at once whom to call', async () => {
		const page = await open('/report/');
		expect(await page.locator('.crisis-box').isVisible()).toBe(false);
		await claim(page).fill('被关了好多天，不想活了');
		await page.locator('.crisis-box').waitFor();
		expect(await page.locator('.crisis-box a[href="tel:120"]').isVisible()).toBe(true);
		await page.context().close();
	});

	test('what will be stored is shown, with marks for what is taken out', async () => {
		const page = await open('/report/');
		await claim(page).fill('打13812345678就能买到口罩');
		await page.getByText('打〔电话〕就能买到口罩').waitFor();
		expect(await accessibilityFaults(page)).toEqual([]);
		await page.context().close();
	});

	test('the browser does work that puts the report before those without', async () => {
		const page = await open('/report/');
		await claim(page).fill('西山村的桥今天断了吗');
		await page.waitForFunction(
			() => document.querySelector<HTMLInputElement>('[name=altcha]')?.value !== '',
			undefined,
			{ timeout: 120_000 },
		);
		await page.waitForTimeout(3000);
		await submit(page);
		expect(stored('西山村的桥')).toMatchObject({ standing: 0 });
		await page.context().close();
	}, 180_000);
});

describe('a screenshot', () => {
	test('is blacked out by keys alone, and what is covered is sent to nobody', async () => {
		const page = await open('/report/');
		await claim(page).fill('截图上说明天封路');
		await page
			.locator('#field-image')
			.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await aPicture() });
		await page.getByRole('button', { name: '涂黑一块' }).focus();
		await page.keyboard.press('Enter');
		await page.keyboard.press('ArrowUp');
		for (let count = 0; count < 20; count += 1) await page.keyboard.press('Shift+ArrowDown');
		await page.locator('blur-tool[data-ready="1"]').waitFor();
		expect(await accessibilityFaults(page)).toEqual([]);
		await submit(page);
		const [name = ''] = await readdir(join(portal.dataDir, 'report-images'));
		const kept = sharp(join(portal.dataDir, 'report-images', name));
		expect(await kept.metadata()).toMatchObject({ format: 'webp', width: 400, height: 800 });
		const middle = await kept
			.extract({ left: 190, top: 390, width: 4, height: 4 })
			.raw()
			.toBuffer();
		expect(Math.max(...middle)).toBeLessThan(40);
		await page.context().close();
	});

	test('that is none is left out at once, and the words stay', async () => {
		const page = await open('/report/');
		await claim(page).fill('这张图打不开');
		await page
			.locator('#field-image')
			.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
		await page.getByText('不是能打开的图片').waitFor();
		expect(await claim(page).inputValue()).toBe('这张图打不开');
		await page.context().close();
	});
});

describe('without JavaScript', () => {
	const options = { javaScriptEnabled: false };

	test('a report is sent with a screenshot and waits behind those that are proven', async () => {
		const page = await open('/report/', options);
		await claim(page).fill('没有脚本也能问：云溪镇停电吗');
		await page
			.locator('#field-image')
			.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await aPicture() });
		await submit(page);
		expect(await code(page)).toMatch(/^[\dA-Z]{4}(-[\dA-Z]{4}){3}$/);
		expect(stored('没有脚本也能问')).toMatchObject({ standing: 1 });
		expect(stored('没有脚本也能问')?.['image_id']).not.toBeNull();
		await page.context().close();
	});

	test('a picture that is none is refused, and the words stay and can be sent without it', async () => {
		const page = await open('/report/', options);
		await claim(page).fill('文件选错了的一条');
		await page
			.locator('#field-image')
			.setInputFiles({ name: 'a.svg', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
		await submit(page);
		expect(await page.locator('.problem-summary').innerText()).toContain('请选 JPEG、PNG 或 WebP');
		expect(await claim(page).inputValue()).toBe('文件选错了的一条');
		await page.getByRole('button', { name: '提交核实' }).click();
		expect(await code(page)).not.toBe('');
		await page.context().close();
	});

	test('a call for help gets the numbers on the answer, and what was taken out is told', async () => {
		const page = await open('/report/', options);
		await claim(page).fill('电话13812345678，不想活了');
		await submit(page);
		expect(await page.locator('.crisis-box').isVisible()).toBe(true);
		expect(await page.getByText('保存前已抹去：电话号码').isVisible()).toBe(true);
		await page.context().close();
	});
});

test('a receipt is on paper with a code that leads to it, and the secret is in no address that is sent', async () => {
	const page = await open('/report/');
	await claim(page).fill('打印回执的一条');
	await submit(page);
	const receipt = await code(page);
	await page.emulateMedia({ media: 'print' });
	expect(await page.locator('.receipt-paper .qr').isVisible()).toBe(true);
	expect(await page.locator('.receipt-code').isVisible()).toBe(true);
	const urls: string[] = [];
	page.on('request', (request) => urls.push(request.url()));
	await page.goto(`${portal.url}/receipt/#code=${receipt}`);
	await page.getByRole('heading', { name: '已经收到' }).waitFor();
	expect(urls.map((url) => url.split('#')[0]).filter((url) => url?.includes(receipt))).toEqual([]);
	expect(page.url()).not.toContain(receipt);
	await page.context().close();
});

test.each(['/report/', '/en/report/', '/it/report/'])('%s is valid HTML', async (path) => {
	const html = await (await fetch(portal.url + path)).text();
	expect(await htmlFaults(html)).toEqual([]);
});

describe('bad input', () => {
	const post = (values: Readonly<Record<string, string>>) =>
		fetch(`${portal.url}/api/reports`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ channel: 'other', ...values }),
		});

	test.each([
		"'); drop table reports; --",
		'<img src=x onerror=alert(1)><script>alert(2)</script>',
		'a\u0000b\u0007c\u001bd',
		'今晚\u202e城封\u202c\u2066',
		'今\u200b晚\u200b封\u200b城\ufeff',
	])('%j is stored as text and harms nothing', async (content) => {
		expect((await post({ content })).status).toBe(201);
		const looked = await fetch(`${portal.url}/report/`);
		expect(looked.status).toBe(200);
	});

	test('of a hundred megabytes is refused, and what was written before the picture is not lost', async () => {
		const form = new FormData();
		form.set('content', '图片太大的一条');
		form.set('channel', 'other');
		form.set('image', new Blob([new Uint8Array(100 * 1024 * 1024)]), 'a.png');
		const { status, html } = await upload(form);
		expect(status).toBe(422);
		expect(html).toContain('图片超过 8 MB');
		expect(html).toContain('图片太大的一条');
	});
});

test('of a report full of personal data nothing personal lies in any file', async () => {
	const secrets = [
		'13812345678',
		'11010519491231002X',
		'6222021234567890128',
		'wong7609',
		'li.si@example.com',
		'浙C12345',
	];
	const content = `张三手机${secrets[0]}，身份证${secrets[1]}，卡号${secrets[2]}，微信：${secrets[3]}，邮箱${secrets[4]}，车牌${secrets[5]}，住幸福小区3号楼2单元501室`;
	const answer = await fetch(`${portal.url}/api/reports`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ content, channel: 'other' }),
	});
	expect(answer.status).toBe(201);
	const { receipt } = (await answer.json()) as { receipt: string };
	const files = (await readdir(portal.dataDir, { recursive: true, withFileTypes: true })).filter(
		(each) => each.isFile() && /sqlite|webp/.test(each.name),
	);
	expect(files.length).toBeGreaterThan(1);
	for (const file of files) {
		const bytes = await readFile(join(file.parentPath, file.name));
		for (const secret of [...secrets, '2单元501', receipt, '127.0.0.1'])
			expect([file.name, bytes.includes(secret)]).toEqual([file.name, false]);
	}
});

test('a hundred megabytes of words are refused', async () => {
	const body = JSON.stringify({ channel: 'other', content: 'x'.repeat(100 * 1024 * 1024) });
	const headers = { 'content-type': 'application/json' };
	const answer = await fetch(`${portal.url}/api/reports`, { method: 'POST', headers, body }).catch(
		// The connection may end before the answer is read.
		() => undefined,
	);
	expect([413, undefined]).toContain(answer?.status);
	expect((await fetch(`${portal.url}/report/`)).status).toBe(200);
});
