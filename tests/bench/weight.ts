import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { compressedFolder } from '../../functions/release/compression.ts';
import { launchBrowser } from '../browser.ts';
import { type PortalProcess, startPortal } from '../portal-process.ts';
import { type Answered, startCountingProxy } from './counting-proxy.ts';

/** One page of each kind of the demo county. */
const pages: Readonly<Record<string, string>> = {
	home: '/',
	'home in English': '/en/',
	'list of notices': '/notices/',
	'a notice': '/notices/2026-12-orange/',
	'its poster': '/notices/2026-12-orange/poster/',
	'its plain text': '/notices/2026-12-orange/text/',
	'list of rumors': '/rumors/',
	'an answer to a rumor': '/rumors/no-lockdown/',
	questions: '/faqs/',
	'a question': '/faqs/fever-first/',
	'a township': '/areas/999900102/',
	'help points': '/help-points/',
	support: '/support/',
	'an incident': '/incidents/x-respiratory-2026/',
	'ask about a rumor': '/report/',
	'get alerts': '/subscribe/',
	search: '/search/',
	'check a notice': '/verify/',
	'emergency pack': '/emergency-pack/',
};

/** What two visits to a page cost: bytes of bodies as they go over the wire, and requests. */
export interface Weight {
	readonly html: number;
	readonly css: number;
	readonly js: number;
	readonly images: number;
	readonly other: number;
	/** What the service worker fetches afterwards, so that the page and the emergency pack are there without a network. */
	readonly forOffline: number;
	readonly firstVisit: number;
	readonly firstRequests: number;
	readonly nextVisit: number;
	readonly nextRequests: number;
}

/** Weighs each kind of page in a phone-sized browser on a running portal, at a first visit and at the next one. */
export async function benchWeight(): Promise<Record<string, Weight>> {
	const proxy = await startCountingProxy();
	const portal = await startPortal({ env: { SITE_URL: proxy.url } });
	const browser = await launchBrowser();
	try {
		proxy.leadTo(portal.url);
		await allCompressed(portal);
		const weights: Record<string, Weight> = {};
		for (const [name, path] of Object.entries(pages)) {
			const [first, next] = await visitTwice(browser, proxy.url + path, proxy.answered);
			weights[name] = weigh(first, next);
		}
		const search = await visitTwice(
			browser,
			`${proxy.url}/search/`,
			proxy.answered,
			searchForMasks,
		);
		weights['a search'] = weigh(...search);
		return weights;
	} finally {
		await browser.close();
		await portal.remove();
		await proxy.close();
	}
}

/** The search index and the small forms of pages follow a release in the background; whoever came before them got larger ones. */
async function allCompressed(portal: PortalProcess): Promise<void> {
	let count = -1;
	const folder = join(portal.dataDir, compressedFolder);
	const made = async () => (await readdir(folder, { recursive: true }).catch(() => [])).length;
	for (let now = await made(); now === 0 || now !== count; now = await made()) {
		count = now;
		await setTimeout(5000);
	}
	while (!(await fetch(`${portal.url}/pagefind/pagefind.js`)).ok) await setTimeout(500);
	await portal.restart();
}

async function visitTwice(
	browser: Browser,
	address: string,
	answered: () => readonly Answered[],
	use: (page: Page) => Promise<void> = async () => undefined,
): Promise<[readonly Answered[], readonly Answered[]]> {
	const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
	const page = await context.newPage();
	const visit = async () => {
		const before = answered().length;
		await page.goto(address, { waitUntil: 'networkidle' });
		await use(page);
		await quiet(answered);
		return answered().slice(before);
	};
	const first = await visit();
	await page.goto('about:blank');
	const next = await visit();
	await context.close();
	return [first, next];
}

async function searchForMasks(page: Page): Promise<void> {
	await page.getByRole('searchbox').fill('口罩');
	await page.keyboard.press('Enter');
	await page.locator('[data-results] a').first().waitFor();
}

/** Until nothing more is asked for a second: the service worker goes on after the page is shown. */
async function quiet(answered: () => readonly Answered[]): Promise<void> {
	for (let seen = -1; seen !== answered().length; ) {
		seen = answered().length;
		await setTimeout(1000);
	}
}

function weigh(first: readonly Answered[], next: readonly Answered[]): Weight {
	const shown = first.filter((each) => !each.isForOffline);
	const of = (pattern: RegExp) => sum(shown.filter(({ type }) => pattern.test(type)));
	const known = /html|css|javascript|^image/;
	return {
		html: of(/html/),
		css: of(/css/),
		js: of(/javascript/),
		images: of(/^image/),
		other: sum(shown.filter(({ type }) => !known.test(type))),
		forOffline: sum(first) - sum(shown),
		firstVisit: sum(first),
		firstRequests: first.length,
		nextVisit: sum(next),
		nextRequests: next.length,
	};
}

function sum(answers: readonly Answered[]): number {
	return answers.reduce((bytes, each) => bytes + each.bytes, 0);
}
