import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noon } from './builders.ts';
import { inEachLanguage } from './each-language.ts';
import { layoutShift, recordShifts } from './layout-shift.ts';
import { openServedSite } from './served-site.ts';

// On a slow network or device a page is shown while it is still being read.
const site = await openServedSite();
let server: Server;

beforeAll(async () => {
	server = createServer((request, response) => void answer(request.url ?? '', response));
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});

afterAll(async () => {
	server.close();
	await site.close();
});

async function answer(path: string, response: ServerResponse): Promise<void> {
	const whole = await fetch(`${site.url}${path}`);
	const type = whole.headers.get('content-type') ?? '';
	response.writeHead(whole.status, { 'Content-Type': type });
	if (!type.startsWith('text/html')) return void response.end(await whole.bytes());
	for (const piece of piecesOf(await whole.text())) {
		response.write(piece);
		await setTimeout(150);
	}
	response.end();
}

const cuts = [
	'class="site-tools"',
	'class="language-switch"',
	'class="asks"',
	'<svg',
	'</nav>',
	'<main',
	'</main',
];

/** What comes before and after the end of each of those tags. */
function piecesOf(html: string): readonly string[] {
	const start = html.indexOf('<header');
	const places = cuts.map((cut) => html.indexOf('>', html.indexOf(cut, start)) + 1);
	return [0, ...places].map((place, index) => html.slice(place, places[index]));
}

const [notice = ''] = site.pages.filter((path) => /^\/notices\/[^/]+\/$/.test(path));

describe.each([360, 1280])('at %i px', (width) => {
	test.each([...inEachLanguage(''), notice])(
		'%s does not move while it comes piece by piece',
		async (path) => {
			const { page } = await site.newPage({ viewport: { width, height: 800 } });
			await page.clock.setFixedTime(noon);
			await recordShifts(page);
			const { port } = server.address() as AddressInfo;
			await page.goto(`http://localhost:${port}${path}`);
			expect(await layoutShift(page)).toBe(0);
			await page.context().close();
		},
	);
});
