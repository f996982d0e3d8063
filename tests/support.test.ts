import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { selfCheckItems, selfCheckResult } from '../src/domain/self-check.ts';
import { noon } from './builders.ts';
import { openServedSite } from './served-site.ts';

const site = await openServedSite();
const supportPages = site.pages.filter((path) => /^(?:\/en)?\/support\//.test(path));
const strain = {
	none: '大体平稳',
	mild: '有些紧张或者低落',
	moderate: '扛得不轻松',
	severe: '您很难受',
} as const;

let page: Page;

beforeEach(async () => {
	({ page } = await site.newPage());
	return () => page.context().close();
});

afterAll(() => site.close());

test('every page begins with the crisis box, which stands in no form', async () => {
	expect(supportPages.length).toBeGreaterThan(10);
	for (const path of supportPages) {
		await page.goto(site.url + path);
		const first = page.locator('main :is(.crisis-box, h1, h2)').first();
		expect(await first.getAttribute('class')).toBe('crisis-box');
		expect(await page.locator('form .crisis-box, fieldset .crisis-box').count()).toBe(0);
		expect(await page.locator('.crisis-box a[href="tel:12356"]').count()).toBeGreaterThan(0);
	}
});

describe('whether a hotline is open', () => {
	const county = () => page.locator('.hotline', { hasText: '0000-5550190' });
	const openAt = async (time: Date) => {
		await page.clock.setFixedTime(time);
		await page.goto(`${site.url}/support/`);
	};
	const at = (time: string) => new Date(`${time}:00+08:00`);

	test.each([
		['2026-03-14T12:00', '现在有人接，到22:00'],
		['2026-03-14T22:00', '现在没人接，周日08:00开始'],
		['2026-03-15T07:59', '现在没人接，08:00开始'],
		['2026-03-28T00:00', ''],
		['2026-03-12T12:00', ''],
	])('at %s is said by the device: %s', async (time, expected) => {
		await openAt(at(time));
		const said = await county().locator('open-now').textContent();
		expect(said?.replace('（北京时间）', '')).toBe(expected);
		expect(await county().textContent()).toContain('每天08:00–22:00');
	});

	test('is never said of hours that nobody verified', async () => {
		await openAt(noon);
		const line = page.locator('.hotline', { hasText: '12355' });
		expect(await line.locator('open-now').count()).toBe(0);
	});

	test('is not said without JavaScript; the written hours stand', async () => {
		const plain = await site.newPage({ javaScriptEnabled: false });
		await plain.page.goto(`${site.url}/support/`);
		const line = plain.page.locator('.hotline', { hasText: '0000-5550190' });
		expect(await line.textContent()).toContain('每天08:00–22:00');
		expect(await line.locator('open-now').textContent()).toBe('');
		await plain.page.context().close();
	});
});

test('who is abroad finds first what can be called from there', async () => {
	await page.goto(`${site.url}/support/far-from-home/`);
	const numbers = await page
		.locator('.crisis-box a')
		.evaluateAll((all) => all.map((each) => each.getAttribute('href')));
	expect(numbers.slice(0, 2)).toEqual(['tel:112', 'tel:+86-10-12308']);
	const lines = await page.locator('.entry .hotline').allInnerTexts();
	expect(lines[0]).toContain('+86-10-12308');
	expect(lines.at(-1)).toContain('境外打不通');
});

describe('the self-check', () => {
	const address = `${site.url}/support/self-check/`;
	const answer = async (points: readonly number[]) => {
		for (const [index, item] of selfCheckItems.entries())
			await page.locator(`input[name="${item}"][value="${points[index]}"]`).check();
	};
	const result = () => page.locator('[data-part="result"]');

	test.each([
		[[0, 0, 0, 0]],
		[[1, 1, 0, 0]],
		[[1, 1, 1, 0]],
		[[3, 0, 0, 0]],
		[[0, 0, 1, 2]],
		[[1, 1, 2, 1]],
		[[2, 2, 2, 2]],
		[[3, 3, 2, 1]],
		[[3, 3, 3, 3]],
	] as const)('says of %j what the rules say', async (points) => {
		const expected = selfCheckResult(points);
		await page.goto(address);
		await answer(points);
		await page.getByRole('button', { name: '看结果' }).click();
		const said = await result().innerText();
		expect(said).toContain(`一共${expected.total}分`);
		for (const [name, words] of Object.entries(strain))
			expect([name, said.includes(words)]).toEqual([name, name === expected.strain]);
		expect(said.includes('请在这个星期联系')).toBe(expected.soon);
		expect(said).toContain('12356');
		expect(await page.locator('#result').evaluate((h) => h === document.activeElement)).toBe(true);
	});

	test('shows the crisis box again after the result', async () => {
		await page.goto(address);
		const order = await page
			.locator('main')
			.evaluate((main) =>
				[...main.querySelectorAll('.crisis-box, [data-part="result"]')].map((each) =>
					each.matches('.crisis-box') ? 'box' : 'result',
				),
			);
		expect(order).toEqual(['box', 'result', 'box']);
	});

	test('names the questions that are still open, and forgets a result when an answer changes', async () => {
		await page.goto(address);
		await page.locator('input[name="nervous"][value="0"]').check();
		await page.getByRole('button', { name: '看结果' }).click();
		expect(await page.locator('[data-part="missing"]').innerText()).toBe(
			'还有没选的：第2、3、4题。',
		);
		await answer([0, 0, 0, 0]);
		await page.getByRole('button', { name: '看结果' }).click();
		expect(await result().isVisible()).toBe(true);
		await page.locator('input[name="down"][value="3"]').check();
		expect(await result().isVisible()).toBe(false);
		await page.getByRole('button', { name: '清除答案' }).click();
		expect(await page.locator('input:checked').count()).toBe(0);
	});

	test('can be done by keyboard alone, and Enter sends nothing', async () => {
		await page.goto(address);
		await page.locator('input[name="nervous"]').first().focus();
		for (let question = 0; question < 4; question++) {
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('Enter');
			await page.keyboard.press('Tab');
		}
		expect(page.url()).toBe(address);
		await page.keyboard.press('Enter');
		expect(await result().innerText()).toContain('一共4分');
	});

	test('asks nobody for anything, stores nothing and changes no address, with its service worker at work', async () => {
		const visitor = await site.newPage({ serviceWorkers: 'allow' });
		page = visitor.page;
		await page.goto(`${site.url}/support/`);
		await page.evaluate(() => navigator.serviceWorker.ready);
		await page.goto(address);
		await page.waitForLoadState('networkidle');
		const asked: string[] = [];
		page.context().on('request', (request) => asked.push(request.url()));
		const before = await page.evaluate(() => history.length);
		await answer([3, 3, 3, 3]);
		await page.getByRole('button', { name: '看结果' }).click();
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
		expect(asked).toEqual([]);
		expect(page.url()).toBe(address);
		const left = await page.evaluate(async () => ({
			local: localStorage.length,
			session: sessionStorage.length,
			cookies: document.cookie,
			entries: history.length,
			databases: (await indexedDB.databases()).length,
			kept: (
				await Promise.all(
					(await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
				)
			)
				.flat()
				.map(({ url }) => url)
				.filter((url) => url.includes('self-check')),
		}));
		expect(left).toEqual({
			local: 0,
			session: 0,
			cookies: '',
			entries: before,
			databases: 0,
			kept: [],
		});
		await page.reload();
		expect(await page.locator('input:checked').count()).toBe(0);
	});

	test.each(['by the policy of its answer', 'by the policy that stands in the page'])(
		'could not send anything if it wanted: it is stopped %s',
		async (by) => {
			if (by.includes('stands'))
				await page.route(address, async (route) => {
					const answered = await route.fetch();
					const { 'content-security-policy': _, ...headers } = answered.headers();
					await route.fulfill({ response: answered, headers });
				});
			const asked: string[] = [];
			await page.goto(address);
			page.on('requestfinished', (request) => asked.push(request.url()));
			const outcomes = await page.evaluate(async () => {
				const stopped = (attempt: Promise<unknown>) =>
					attempt.then(
						() => 'sent',
						() => 'stopped',
					);
				const load = (element: HTMLImageElement | HTMLScriptElement, src: string) =>
					new Promise((resolve, reject) => {
						element.onload = resolve;
						element.onerror = reject;
						element.src = src;
						document.body.append(element);
					});
				const form = document.createElement('form');
				form.action = '/report/?total=12';
				document.body.append(form);
				form.submit();
				return [
					await stopped(fetch('/alerts.json?total=12')),
					await stopped(load(new Image(), '/icons/icon.svg?total=12')),
					await stopped(load(document.createElement('script'), '/service-worker.js?total=12')),
				];
			});
			expect(outcomes).toEqual(['stopped', 'stopped', 'stopped']);
			expect(asked).toEqual([]);
			expect(page.url()).toBe(address);
		},
	);

	test('says without JavaScript how to add up the points, and has no button', async () => {
		const plain = await site.newPage({ javaScriptEnabled: false });
		await plain.page.goto(address);
		const text = await plain.page.locator('main').innerText();
		expect(text).toContain('把括号里的分数加起来');
		expect(text).toContain('几乎每天（3分）');
		expect(text).toContain('9至12分');
		expect(await plain.page.getByRole('button').count()).toBe(0);
		expect(await plain.page.locator('form').count()).toBe(0);
		await plain.page.context().close();
	});
});

describe('guided breathing', () => {
	const moving = (tab: Page) =>
		tab.evaluate(
			() => document.getAnimations().filter((each) => each.playState === 'running').length,
		);

	test('moves when it is asked to and stops when it is told, without any script', async () => {
		const plain = await site.newPage({ javaScriptEnabled: false });
		await plain.page.goto(`${site.url}/support/breathing/`);
		const box = plain.page.getByRole('checkbox');
		const style = () =>
			plain.page
				.locator('.breathing__circle')
				.evaluate((circle) => getComputedStyle(circle).animationName);
		expect(await style()).toBe('none');
		await box.check();
		expect(await style()).toBe('breathe');
		await box.uncheck();
		expect(await style()).toBe('none');
		expect(await plain.page.locator('main').innerText()).toContain('1、2、3、4、5、6');
		await plain.page.context().close();
	});

	test('moves nothing where the device asks for less motion; the counts stand', async () => {
		const calm = await site.newPage({ reducedMotion: 'reduce' });
		await calm.page.goto(`${site.url}/support/breathing/`);
		expect(await calm.page.getByRole('checkbox').isVisible()).toBe(false);
		expect(await calm.page.locator('main').innerText()).toContain('1、2、3、4、5、6');
		expect(await moving(calm.page)).toBe(0);
		await calm.page.context().close();
	});
});

describe('the quick exit', () => {
	const address = `${site.url}/support/not-safe-at-home/`;
	const weather = 'https://www.weather.com.cn/';

	/** Opens the page from another one, with a weather page at the other end. */
	async function visit(tab: Page): Promise<string[]> {
		const referrers: string[] = [];
		await tab.route(`${weather}**`, async (route) => {
			referrers.push(route.request().headers()['referer'] ?? '');
			await route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' });
		});
		await tab.goto(`${site.url}/support/`);
		await tab.goto(address);
		return referrers;
	}

	test.each(['a click', 'three presses of Shift'])(
		'leaves at %s, and the way back does not lead there',
		async (way) => {
			const referrers = await visit(page);
			if (way === 'a click') await page.getByRole('link', { name: '快速离开此页' }).click();
			else
				for (let press = 0; press < 3; press++) {
					await page.keyboard.press('Shift');
					if (press === 1)
						expect(await page.locator('quick-exit [role="status"]').textContent()).toContain(
							'再按一次',
						);
				}
			await page.waitForURL(weather);
			expect(referrers).toEqual(['']);
			await page.goBack();
			expect(page.url()).toBe(`${site.url}/support/`);
		},
	);

	test('is not mistaken for typing in capitals', async () => {
		await visit(page);
		for (const key of ['Shift', 'Shift', 'a', 'Shift']) await page.keyboard.press(key);
		expect(page.url()).toBe(address);
		expect(await page.title()).not.toBe(' ');
	});

	test('is within reach wherever the page is scrolled to, and hides nothing that has the focus', async () => {
		await page.setViewportSize({ width: 360, height: 640 });
		await page.goto(address);
		const button = page.locator('quick-exit a');
		for (const where of ['0', 'document.body.scrollHeight']) {
			await page.evaluate(`scrollTo(0, ${where})`);
			const box = await button.boundingBox();
			expect(box && box.y >= 0 && box.y + box.height <= 640 && box.height >= 44).toBe(true);
		}
		const links = await page.locator('main a').count();
		await page.evaluate('scrollTo(0, 0)');
		await page.locator('main').focus();
		for (let index = 0; index < links; index++) {
			await page.keyboard.press('Tab');
			const hidden = await page.evaluate(() => {
				const exit = document.querySelector('quick-exit')?.getBoundingClientRect();
				const focused = document.activeElement?.getBoundingClientRect();
				return exit && focused && focused.top < exit.bottom && focused.bottom > exit.top
					? document.activeElement?.outerHTML
					: undefined;
			});
			expect(hidden).toBeUndefined();
		}
	});

	test('is a plain link without JavaScript, and the page says what that does not do', async () => {
		const plain = await site.newPage({ javaScriptEnabled: false });
		await visit(plain.page);
		expect(await plain.page.locator('main').innerText()).toContain('不会清除浏览记录');
		expect(await plain.page.locator('main').innerText()).toContain('“返回”键还会回到本页');
		await plain.page.getByRole('link', { name: '快速离开此页' }).click();
		await plain.page.waitForURL(weather);
		await plain.page.context().close();
	});

	test('stands on no other page', async () => {
		await page.goto(`${site.url}/support/overwhelmed-by-news/`);
		expect(await page.locator('quick-exit').count()).toBe(0);
	});

	test('and its page are not kept on the device', async () => {
		const visitor = await site.newPage({ serviceWorkers: 'allow' });
		await visitor.page.goto(`${site.url}/support/`);
		await visitor.page.evaluate(() => navigator.serviceWorker.ready);
		await visitor.page.goto(address);
		await visitor.page.goto(`${site.url}/support/in-quarantine/`);
		const kept = () =>
			visitor.page.evaluate(async () => {
				const names = await caches.keys();
				const stock = await caches.open(names.find((name) => name.startsWith('pages-')) ?? '');
				return (await stock.keys()).map(({ url }) => new URL(url).pathname);
			});
		await expect.poll(kept).toContain('/support/in-quarantine/');
		expect(await kept()).not.toContain('/support/not-safe-at-home/');
		await visitor.page.context().close();
	});
});
