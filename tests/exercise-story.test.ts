import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { toOffsetString } from '../src/domain/time.ts';
import { accessibilityFaults } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type PortalProcess, startPortal } from './portal-process.ts';
import { type PushService, startPushService } from './push-service.ts';
import { becomeAdministrator, invite } from './staff-people.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const marker = 'zebrafinch';
const minute = 60_000;

let folder: string;
let clock: string;
let browser: Browser;
let push: PushService;
let publicRobot: WebhookReceiver;
let exerciseRobot: WebhookReceiver;
let portal: PortalProcess;
let publisher: Page;
let moderator: Page;
let village: string;
let exercise: string;
let notice: string;
let item: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'mingbai-clock-'));
	clock = join(folder, 'ahead');
	await writeFile(clock, '0');
	[browser, push, publicRobot, exerciseRobot] = await Promise.all([
		launchBrowser(),
		startPushService(),
		startWebhookReceiver(),
		startWebhookReceiver(),
	]);
	portal = await startPortal({
		command: [process.execPath, 'tests/clocked-portal.ts'],
		env: {
			TEST_CLOCK: clock,
			PUSH_EXTRA_ORIGINS: push.origin,
			NODE_EXTRA_CA_CERTS: push.caFile,
			VAPID_SUBJECT: 'mailto:portal@county.example',
			WEBHOOKS: publicRobot.webhook,
			EXERCISE_WEBHOOKS: exerciseRobot.webhook,
		},
	});
	const administrator = await becomeAdministrator(browser, await portal.firstAdministratorLink());
	const someone = (name: string, role: 'publisher' | 'moderator') =>
		invite(administrator, browser, { name, email: `${role}@county.example`, role });
	publisher = await someone('老周', 'publisher');
	await administrator.goto(`${portal.url}/staff/`);
	moderator = await someone('小陈', 'moderator');
	village = await aVillageLink();
	await subscribe('/api/subscriptions', 'resident');
	await subscribe('/api/exercise-hearers', 'staff', publisher);
	await subscribe(`${new URL(village).pathname}exercises/`, 'officer');
});

afterAll(async () => {
	await browser?.close();
	await portal?.remove();
	await Promise.all([push?.close(), publicRobot?.close(), exerciseRobot?.close()]);
	await rm(folder, { recursive: true, force: true });
});

test('an exercise starts with the word of exercises, and with no other', async () => {
	await publisher.goto(`${portal.url}/staff/exercises/`);
	expect(await accessibilityFaults(publisher)).toEqual([]);
	const start = async (word: string) => {
		await publisher.locator('[name=scenario][value=flood]').check();
		await publisher.locator('[name=confirm]').fill(word);
		await publisher.getByRole('button', { name: '开始演练' }).click();
	};
	await start('真实发布');
	await publisher.getByRole('alert').getByText('请输入“演练”').waitFor();
	await start('演练');
	await publisher.waitForURL(/exercises\/[0-9a-f-]{36}\/$/);
	exercise = publisher.url();
	await taskIsAsked('发公告');
	expect(await accessibilityFaults(publisher)).toEqual([]);
});

test('the staff page and the desk of real life say that one runs, and lead to it', async () => {
	await publisher.goto(`${portal.url}/staff/`);
	await publisher.getByText('演练正在进行：').waitFor();
	await publisher.getByRole('link', { name: '进入演练' }).click();
	await publisher.waitForURL(exercise);
	await moderator.goto(`${portal.url}/en/desk/`);
	await moderator.getByText('An exercise is running.').waitFor();
	await moderator.getByRole('link', { name: 'To the exercise desk' }).click();
	await moderator.waitForURL(`${portal.url}/en/desk/exercise/`);
	await publisher.goto(exercise);
});

test('its notice goes out with that word, to those who take part', async () => {
	await publisher.getByRole('button', { name: '起草演练公告' }).click();
	await publisher.waitForURL(/staff\/quick\//);
	notice = publisher.url().split('/').at(-2) ?? '';
	await fillIn(`河水上涨${marker}`);
	await publishWith('');
	await publisher.getByRole('alert').getByText('请输入“演练”').waitFor();
	await publishWith('演练');
	await publisher.waitForURL(/staff\/#publications$/);
	await heard('staff', notice);
	await heard('officer', notice);
	const [message] = push.received('staff');
	expect(JSON.parse(message?.text ?? '')).toMatchObject({
		title: expect.stringMatching(/^【演练】/),
		url: `${portal.url}/exercise/${notice}/`,
	});
	await expect.poll(() => exerciseRobot.received.length).toBe(1);
	const page = await (await fetch(`${portal.url}/exercise/${notice}/`)).text();
	expect(page).toMatch(/<h1[^>]*>\s*【演练】/);
});

test('a village officer ticks it', async () => {
	const phone = await browser.newPage({ javaScriptEnabled: false });
	await phone.goto(village);
	const duty = phone.locator(`#n-${notice}`);
	expect(await duty.locator('h2').innerText()).toContain('【演练】');
	await duty.getByRole('button', { name: /^海报已贴/ }).click();
	await duty.getByText(/已贴，/).waitFor();
	await phone.close();
});

test('reports arrive by the clock, at a desk of their own, and are answered there', async () => {
	await moderator.goto(`${portal.url}/desk/exercise/`);
	await moderator.getByText('这里都是演练报告').waitFor();
	await ahead(10);
	await expect.poll(() => moderator.locator('.desk-row').count(), { timeout: 15_000 }).toBe(3);
	expect(await moderator.locator('.desk-row .desk-badges').first().innerText()).toContain('演练');
	expect((await deskState('desk')).waitingCount).toBe(0);
	item = await groupAll();
	await say(item);
	await expect
		.poll(async () => (await deskState('exercise-desk')).items[0]?.state, { timeout: 15_000 })
		.toBe('checking');
});

test('the answer follows, from the draft that the desk began', async () => {
	await ahead(21);
	await taskIsAsked('公布核实结论');
	const { ref } = await send(`items/${item}/draft`, { aliases: [] });
	await answerDraft(ref);
	await heard('staff', `exercise/rumors/${ref}`);
	expect(await (await fetch(`${portal.url}/exercise/rumors/${ref}/`)).text()).toContain(marker);
	expect((await fetch(`${portal.url}/rumors/${ref}/`)).status).toBe(404);
	await expect
		.poll(async () => (await deskState('exercise-desk')).items[0]?.state, { timeout: 15_000 })
		.toBe('answered');
});

test('a wrong notice is withdrawn, and the village is asked to take it down', async () => {
	await ahead(41);
	await taskIsAsked('撤回公告');
	await publisher.getByRole('button', { name: '起草演练公告' }).click();
	await publisher.waitForURL(/staff\/quick\//);
	const ref = publisher.url().split('/').at(-2) ?? '';
	await fillIn(`撤回${marker}`);
	await publishWith('演练');
	await publisher.waitForURL(/staff\/#publications$/);
	await heard('officer', ref);
	const page = await (await fetch(village)).text();
	expect(page).toMatch(new RegExp(`duty--down" id="n-${notice}"`));
});

test('what is real asks for the word of the real, and reaches the public', async () => {
	await publisher.goto(`${portal.url}/staff/quick/`);
	await publisher.locator('form:has([name=hazard])').first().waitFor();
	const place = await post('/staff/quick/', { phase: 'first', hazard: 'flood' });
	await publisher.goto(place);
	await fillIn('真的涨水了');
	await publishWith('演练');
	await publisher.getByRole('alert').getByText('真实发布').waitFor();
	await publishWith('真实发布');
	await publisher.waitForURL(/staff\/#publications$/);
	const ref = place.split('/').at(-2) ?? '';
	await heard('resident', ref);
	await expect.poll(() => publicRobot.received.length).toBe(1);
});

test('nothing of the exercise is in any public file, feed, index or message', async () => {
	const files = await filesBelow(join(portal.dataDir, 'site'));
	const leaking = files.filter(({ text }) => text.includes(marker)).map(({ path }) => path);
	expect(leaking.length).toBeGreaterThan(0);
	expect(leaking.filter((path) => !/^(?:(?:en|it)\/)?exercise\//.test(path))).toEqual([]);
	expect(files.some(({ text }) => text.includes('真的涨水了'))).toBe(true);
	// The index follows when the portal has nothing better to do.
	const index = join(portal.dataDir, 'search');
	await expect.poll(() => existsSync(index), { timeout: 150_000 }).toBe(true);
	const search = await filesBelow(index);
	expect(search.length).toBeGreaterThan(0);
	expect(search.filter(({ text }) => text.includes(marker)).map(({ path }) => path)).toEqual([]);
	for (const path of [
		'alerts.json',
		'cap/index.xml',
		'feeds/notices.xml',
		'verify/recent.json',
		'sitemap.xml',
	]) {
		const text = await (await fetch(`${portal.url}/${path}`)).text();
		expect(text, path).not.toContain(marker);
		expect(text, path).not.toContain(`exercise/${notice}`);
	}
	expect((await fetch(`${portal.url}/notices/${notice}/`)).status).toBe(404);
	expect((await fetch(`${portal.url}/cap/${notice}.xml`)).status).toBe(404);
	expect(
		push
			.received('resident')
			.map(({ text }) => text)
			.join(),
	).not.toContain(marker);
	expect(publicRobot.received.map(({ body }) => body).join()).not.toContain(marker);
	expect(exerciseRobot.received.map(({ body }) => body).join()).toContain(marker);
	const told = push
		.received('staff')
		.map(({ text }) => text)
		.join();
	expect(told).toContain(marker);
	expect(told).not.toContain('真的涨水了');
}, 180_000);

test('it ends with a report, and its pages are over', async () => {
	await publisher.goto(exercise);
	await publisher.getByRole('button', { name: '结束演练' }).click();
	await publisher.waitForURL(/report\/$/);
	expect(await accessibilityFaults(publisher)).toEqual([]);
	const standing = (key: string) =>
		publisher.locator(`[data-key="${key}"]`).getAttribute('data-standing');
	for (const measure of ['draft', 'signed', 'live', 'push', 'tick'])
		expect(await standing(`publish-1-${measure}`), measure).toBe('in-time');
	expect(await standing('checking-1-checking')).toBe('in-time');
	for (const key of ['answer-1-answer', 'withdraw-1-live', 'withdraw-1-push'])
		expect(await standing(key), key).toBe('in-time');
	expect(await standing('withdraw-1-tick')).toBe('missed');
	const csv = await (await publisher.request.get(`${exercise}report.csv`)).text();
	expect(csv).toContain('第一条推送送达');
	await expect
		.poll(async () => (await fetch(`${portal.url}/exercise/${notice}/`)).text())
		.toContain('本次演练已结束');
	await publisher.goto(`${portal.url}/staff/`);
	expect(await publisher.getByText('演练正在进行：').count()).toBe(0);
	await publisher.goto(`${exercise}report/`);
	await publisher.getByText('删除演练内容').first().click();
	await publisher.locator('#field-confirm').fill('演练');
	await publisher.locator('form[action$="/clear"] button').click();
	await publisher.getByText('草稿和群众报告已删除').waitFor();
	expect(await standing('publish-1-live')).toBe('in-time');
	expect((await fetch(`${portal.url}/exercise/${notice}/`)).status).toBe(404);
	expect((await moderator.request.get(`${portal.url}/api/exercise-desk/state`)).status()).toBe(404);
});

/** Moves the portal's clock to so many minutes after the start of the test. */
async function ahead(minutes: number): Promise<void> {
	await writeFile(clock, String(minutes * minute));
}

async function taskIsAsked(name: string): Promise<void> {
	await expect
		.poll(
			async () => {
				await publisher.goto(exercise);
				return publisher.getByRole('heading', { name }).count();
			},
			{ timeout: 15_000 },
		)
		.toBe(1);
}

async function aVillageLink(): Promise<string> {
	await publisher.goto(`${portal.url}/staff/links/`);
	await publisher.locator('#field-area').selectOption('999900102');
	await publisher.locator('#field-posts').fill('溪口村 联络员');
	await publisher.locator('form:has(#field-posts) button').click();
	return (await publisher.locator('.link-card .short-code').innerText()).replaceAll(/\s/g, '');
}

/** Subscribes a browser of the push service, as a page of the portal does it. */
async function subscribe(path: string, name: string, as?: Page): Promise<void> {
	const data = { ...push.subscription(name), language: 'zh-CN' };
	const headers = { Origin: portal.url };
	const status = as
		? (await as.request.post(`${portal.url}${path}`, { data, headers })).status()
		: (
				await fetch(`${portal.url}${path}`, {
					method: 'POST',
					headers: { ...headers, 'Content-Type': 'application/json' },
					body: JSON.stringify(data),
				})
			).status;
	expect(status).toBe(201);
}

/** Replaces what the template leaves open, and gives the notice a title. */
async function fillIn(title: string): Promise<void> {
	for (const field of await publisher
		.locator('form textarea, form input[type=text], form input:not([type])')
		.all()) {
		if (!(await field.isVisible()) && !(await field.isEnabled())) continue;
		const text = await field.inputValue();
		const filled = text.replace(/【请填写[^】]*】|\[fill in[^\]]*\]/g, '云溪镇');
		if (filled !== text) await field.fill(filled, { force: true });
	}
	await publisher.locator('[name="zh-CN.title"]').fill(title);
}

async function publishWith(word: string): Promise<void> {
	await publisher.locator('#field-confirm-quick').fill(word);
	await publisher.locator('button[name=verb][value=publish]').click();
}

/** Resolves when a message about a statement has come. */
async function heard(name: string, ref: string): Promise<void> {
	await expect
		.poll(() => push.received(name).some(({ text }) => text.includes(ref)), { timeout: 20_000 })
		.toBe(true);
}

interface DeskAnswer {
	readonly waitingCount: number;
	readonly reports: readonly { readonly id: string }[];
	readonly items: readonly {
		readonly id: string;
		readonly state: string;
		readonly version: number;
	}[];
}

async function deskState(desk: 'desk' | 'exercise-desk'): Promise<DeskAnswer> {
	return (await moderator.request.get(`${portal.url}/api/${desk}/state`)).json();
}

async function send(path: string, data: object, as = moderator) {
	const headers = { Origin: portal.url };
	const answer = await as.request.post(`${portal.url}/api/exercise-desk/${path}`, {
		data,
		headers,
	});
	expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
	return answer.json();
}

/** Makes one item of everything that waits at the exercise desk. */
async function groupAll(): Promise<string> {
	const [first, ...others] = (await deskState('exercise-desk')).reports;
	await send(`reports/${first?.id}/item`, { claim: `水库垮了${marker}`, harm: 3, spread: 3 });
	const [item] = (await deskState('exercise-desk')).items;
	for (const { id } of others) await send(`reports/${id}/group`, { item: item?.id });
	return item?.id ?? '';
}

/** Writes the answer into the draft that the desk began, signs it off and publishes it. */
async function answerDraft(ref: string): Promise<void> {
	const path = `rumors/${ref}.zh-CN.md`;
	const { data } = await cms('unpublishedEntryDataFile', { collection: 'rumors', slug: ref, path });
	const { version } = await cms('unpublishedEntry', { collection: 'rumors', slug: ref });
	const [, fields = '', body = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(data) ?? [];
	const answered = {
		...parse(fields),
		title: `水库没有垮${marker}`,
		verdict: 'false',
		checkedAt: toOffsetString(new Date(Date.now() + 21 * minute)),
		fact: `大坝完好${marker}。`,
		evidence: [{ what: '巡查记录', who: '水利局', date: '2026-03-14' }],
		alert: true,
	};
	const raw = `---\n${stringify(answered)}---\n${body}`;
	const dataFiles = [{ path, slug: ref, raw }];
	const options = { status: 'draft', useWorkflow: true };
	await cms('persistEntry', { dataFiles, assets: [], options, expected: { version, blobs: {} } });
	const seen = { collection: 'rumors', ref, version: String(version + 1) };
	await post('/staff/drafts/sign', seen);
	expect(await post('/staff/drafts/publish', { ...seen, confirm: '演练' })).toMatch(/staff\/$/);
}

async function cms(action: string, params: object) {
	const headers = { Origin: portal.url };
	const data = { branch: 'main', action, params: { branch: 'main', ...params } };
	const answer = await publisher.request.post(`${portal.url}/api/cms`, { data, headers });
	expect(answer.ok(), `${action} ${await answer.text()}`).toBe(true);
	return answer.json();
}

/** Says that a claim is being checked, as a publisher does. */
async function say(item: string): Promise<void> {
	const words = await (
		await publisher.request.get(`${portal.url}/api/exercise-desk/items/${item}/holding`)
	).json();
	const { version } = (await deskState('exercise-desk')).items.find(({ id }) => id === item) ?? {};
	await send(`items/${item}/holding`, { ...words, version, confirm: '演练' }, publisher);
}

/** Sends a form of a staff page and gives the place that it leads to. */
async function post(path: string, form: Record<string, string>): Promise<string> {
	const headers = { Origin: portal.url };
	const answer = await publisher.request.post(`${portal.url}${path}`, {
		form,
		headers,
		maxRedirects: 0,
	});
	return new URL(answer.headers()['location'] ?? '', portal.url).href;
}

async function filesBelow(
	root: string,
): Promise<{ readonly path: string; readonly text: string }[]> {
	const entries = await readdir(root, { recursive: true, withFileTypes: true });
	// Brotli says nothing of what it holds here, and is of the file beside it.
	const files = entries.filter((each) => each.isFile() && !each.name.endsWith('.br'));
	const texts = files.map(async ({ parentPath, name }) => {
		const place = join(parentPath, name);
		const bytes = await readFile(place).catch(goneMeanwhile);
		const isPacked = bytes?.[0] === 0x1f && bytes[1] === 0x8b;
		const text = (bytes && isPacked ? gunzipSync(bytes) : bytes)?.toString('utf8');
		return text === undefined ? [] : [{ path: place.slice(root.length + 1), text }];
	});
	return (await Promise.all(texts)).flat();
}

/** A release that follows takes the place of files while they are looked at; nobody reads what is gone. */
function goneMeanwhile(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
}
