import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '../bench/staff-client.ts';
import type { PortalRun } from '../portal-process.ts';
import { aCounty, type County, readingOnly, serving } from './county.ts';
import { lostNotices, publishNotice } from './publisher.ts';
import { longest, rounds } from './random.ts';
import { brokenPages, lostReceipts, sendReport, sendReports } from './residents.ts';
import { mountSmallDisk } from './small-disk.ts';

const kilobyte = 1024;
/** Each round leaves some megabytes of releases on it. */
const disk = mountSmallDisk(104 + 14 * rounds);
if (!disk)
	process.stderr.write('Full and read-only disks are left out: this user may not mount one.\n');

describe.skipIf(!disk)('a county whose disk', () => {
	let county: County;
	let portal: PortalRun;

	beforeAll(async () => {
		county = await aCounty({ folder: disk?.folder ?? '' });
	});

	afterAll(async () => {
		await county?.remove();
		disk?.remove();
	});

	const health = async () => {
		const answer = await fetch(`${county.url}/api/health`);
		return ((await answer.json()) as { store: string }).store;
	};

	test(
		'fills up keeps what it confirmed, says why it takes nothing more, and goes on by itself when there is room',
		async () => {
			portal = await county.start();
			const staff = await signIn(county.url, county.password);
			const published: string[] = [];
			const receipts: string[] = [];
			const publish = async (slug: string) => {
				await publishNotice(staff, slug, published.length);
				published.push(slug);
			};
			for (let round = 0; round < rounds; round += 1) {
				await publish(`before-${round}`);
				await disk?.fillUp(600 * kilobyte);
				const stop = new AbortController();
				const prefix = `full-${round}`;
				const reporting = sendReports(county.url, prefix, { residents: 4, signal: stop.signal });
				expect(await refusalOf(publish, prefix)).toMatch(/磁盘已满|已经?提交/);
				await disk?.fillUp(0);
				await expect.poll(() => isRefused(`${prefix}-last`)).toBe(true);
				stop.abort();
				receipts.push(...(await reporting).receipts);
				await expect.poll(health).toBe('disk-full');
				expect(await brokenPages(county.url)).toEqual([]);
				expect(await givenBack()).toContain('听说水库要放水，我家在下游该怎么办');
				disk?.makeRoom();
				await expect.poll(health).toBe('ok');
				expect(await isRefused(`${prefix}-last`)).toBe(false);
			}
			expect(await lostReceipts(county.url, receipts)).toEqual([]);
			expect(await lostNotices(county, published)).toEqual([]);
			await portal.end('SIGTERM');
			expect(countOf(portal.output(), '"message":"the store fails"')).toBe(rounds);
			expect(countOf(portal.output(), '"message":"the store works again"')).toBe(rounds);
		},
		longest,
	);

	test.each([
		['is full', 'disk-full', () => disk?.fillUp(0), () => disk?.makeRoom()],
		['is read-only', 'read-only', () => disk?.readOnly(true), () => disk?.readOnly(false)],
	])(
		'%s when it starts shows what was released, and opens by itself when that is over',
		async (_, fault, begin, end) => {
			await begin();
			portal = county.run();
			await portal.waitForOutput(readingOnly);
			expect(await health()).toBe(fault);
			expect(await brokenPages(county.url)).toEqual([]);
			expect(await givenBack()).toContain('听说水库要放水，我家在下游该怎么办');
			expect(portal.output()).not.toMatch(serving);
			end();
			await portal.waitForOutput(serving);
			expect(await health()).toBe('ok');
			expect(await sendReport(county.url, `after ${fault}`)).toHaveProperty('receipt');
			await portal.end('SIGTERM');
		},
		longest,
	);

	/** Publishes until that is refused, and gives the reason. */
	async function refusalOf(
		publish: (slug: string) => Promise<void>,
		prefix: string,
	): Promise<string> {
		for (let each = 0; ; each += 1) {
			const refusal = await publish(`${prefix}-${each}`).catch((error: unknown) => String(error));
			if (refusal) return refusal;
		}
	}

	async function isRefused(name: string): Promise<boolean> {
		const sent = await sendReport(county.url, name);
		return 'status' in sent && sent.status === 503;
	}

	/** On a full disk some reports still find room in what the store has; they are kept as any other. */
	async function refused(send: () => Promise<Response>): Promise<Response> {
		for (;;) {
			const answer = await send();
			if (answer.status === 503) return answer;
			expect(answer.status).toBe(201);
		}
	}

	/** The page that a form without scripts is answered with. */
	async function givenBack(): Promise<string> {
		const form = new FormData();
		form.set('content', '听说水库要放水，我家在下游该怎么办');
		form.set('channel', 'other');
		form.set('language', 'zh-CN');
		const answer = await refused(() =>
			fetch(`${county.url}/api/reports`, { method: 'POST', body: form }),
		);
		expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
		return answer.text();
	}
});

function countOf(output: string, words: string): number {
	return output.split(words).length - 1;
}
