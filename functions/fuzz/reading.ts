import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAsWritten, type Said } from '../../tests/raw-http.ts';
import { changedText, strangeText } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { listen } from '../listen.ts';
import { cases } from './answers.ts';

const page = '/notices/local/';

/** Ways of writing what leads out of a folder. */
const step = fc.constantFrom(
	'..',
	'.',
	'%2e%2e',
	'%252e%252e',
	'..%2f',
	'..%5c',
	'\\..\\',
	'%c0%ae%c0%ae',
	'%00',
	'%',
	'%zz',
	'；/..',
	'云溪镇',
	'%e4%ba%91',
	'%e4%ba',
	'auth-secret',
	'mingbai.sqlite',
	'signing-keys.json',
	'objects',
	'releases',
	'site',
	'content.git',
	'config',
	'etc',
	'passwd',
	'C:',
	'__proto__',
	'constructor',
	'notices',
	'local',
	'index.html',
	'pagefind',
	'cards',
	'uploads',
	'_astro',
	'a'.repeat(3000),
);

/** Reading, over a real connection: no client library puts an address in order first. */
export function readingProperties(whole: () => WholePortal): void {
	let port = 0;
	let close = async () => {};
	beforeAll(async () => {
		const config = { port: 0, host: 'localhost', basePath: '' };
		const { server, port: given } = await listen(whole().portal, config);
		port = given;
		close = () => new Promise((resolve) => server.close(() => resolve()));
	});
	afterAll(() => close());

	const ask = (path: string, headers?: Readonly<Record<string, string>>) =>
		getAsWritten(port, path, headers);

	/** What is served is a page of the release at that address, or said not to be there. */
	async function expectOfTheRelease(path: string, { status, body }: Said) {
		expect(whole().failures.splice(0)).toEqual([]);
		expect([200, 206, 301, 302, 304, 308, 400, 401, 404, 414, 416, 431]).toContain(status);
		const text = body.toString('latin1');
		for (const secret of whole().secrets) expect(text).not.toContain(secret);
		expect(text).not.toMatch(/SQLite format 3|root:x:|BEGIN .*PRIVATE|\[core\]/);
		if (status !== 200) return;
		const plain = new URL(path.replaceAll('\\', '/').split(/[?#]/)[0] ?? '', 'http://a.invalid');
		const decoded = decodedPath(plain.pathname).replace(/index\.html$/, '');
		const pages = whole().portal.releaser.live()?.manifest.pages;
		expect(pages?.has(decoded) || /^\/(?:pagefind|cards|api|staff|admin)\//.test(decoded)).toBe(
			true,
		);
	}

	describe('reading', () => {
		test('no address leads out of the release, however it is written', async () => {
			const address = fc
				.array(fc.oneof(step, changedText(page), strangeText), { minLength: 1, maxLength: 6 })
				.map((steps) => `/${steps.join('/')}`);
			await fc.assert(
				fc.asyncProperty(fc.oneof(address, changedText(page)), async (path) => {
					const said = await ask(path);
					await expectOfTheRelease(path, said);
				}),
				cases(700),
			);
			expect((await ask(page)).status).toBe(200);
		});

		test('no header brings more than was asked for, or anything but the page', async () => {
			const { body: all } = await ask(page);
			const icon = '/icons/card.png';
			const { body: picture } = await ask(icon);
			const number = fc.oneof(
				fc.nat(picture.length + 10).map(String),
				fc.constantFrom('', '-1', '9'.repeat(30)),
			);
			const range = fc.oneof(
				fc.tuple(number, number).map(([from, to]) => `bytes=${from}-${to}`),
				changedText('bytes=0-9,5-20'),
				strangeText,
			);
			const accepted = fc.oneof(
				changedText('gzip;q=0, br;q=0, *;q=0'),
				changedText('gzip, br'),
				strangeText,
			);
			const tag = fc.oneof(
				changedText(`"${'a'.repeat(32)}"`),
				fc.constantFrom('*', 'W/"a"'),
				strangeText,
			);
			const headers = fc.record(
				{
					Range: range,
					'If-Range': tag,
					'If-None-Match': tag,
					'Accept-Encoding': accepted,
					'Accept-Language': fc.oneof(changedText('zh-CN,zh;q=0.9,en;q=0.8'), strangeText),
					'X-Forwarded-For': strangeText,
					Host: fc.oneof(changedText('localhost:4321'), strangeText),
				},
				{ requiredKeys: [] },
			);
			await fc.assert(
				fc.asyncProperty(fc.constantFrom(page, icon), headers, async (path, given) => {
					const said = await ask(path, given);
					await expectOfTheRelease(path, said);
					const whole = path === page ? all : picture;
					const isPlain = !/^content-encoding:/im.test(said.head);
					if (said.status === 200 && isPlain) expect(said.body.equals(whole)).toBe(true);
					if (said.status === 206) expect(isPartOf(said, whole)).toBe(true);
					if (said.status === 304 || said.status === 416) expect(said.body).toHaveLength(0);
				}),
				cases(500),
			);
		});
	});
}

function decodedPath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** Whether a part is the one of the whole that its head names. */
function isPartOf({ head, body }: Said, whole: Buffer): boolean {
	const [, from, to, length] = /^content-range: bytes (\d+)-(\d+)\/(\d+)/im.exec(head) ?? [];
	return (
		Number(length) === whole.length && body.equals(whole.subarray(Number(from), Number(to) + 1))
	);
}
