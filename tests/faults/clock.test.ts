import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../bench/staff-client.ts';
import type { PortalRun } from '../portal-process.ts';
import { type PushService, startPushService } from '../push-service.ts';
import { aCounty, type County } from './county.ts';
import { lostNotices, publishNotice } from './publisher.ts';
import { longest, rounds } from './random.ts';
import { brokenPages, lostReceipts, post, sendReport } from './residents.ts';

const year = 365 * 86_400_000;
/** Of the demo county, in force for some days. */
const warning = '2026-12-orange';

let push: PushService;
let county: County;
let clock: string;

beforeAll(async () => {
	push = await startPushService();
	county = await aCounty({
		env: { NODE_EXTRA_CA_CERTS: push.caFile, PUSH_EXTRA_ORIGINS: push.origin },
	});
	clock = join(county.dataDir, 'clock');
});

afterAll(async () => {
	await county?.remove();
	await push?.close();
});

/** Starts the portal with a clock of the test, and sets that to so many milliseconds from now. */
async function startAt(ahead: number): Promise<PortalRun> {
	await writeFile(clock, String(ahead));
	return county.start({ TEST_CLOCK: clock });
}

test(
	'a clock that jumps a year ahead and back while it runs deletes no report, announces nothing twice, and is right again when it is set right',
	async () => {
		let portal = await startAt(0);
		const staff = await signIn(county.url, county.password);
		await post(county.url, '/api/subscriptions', {
			...push.subscription('resident'),
			language: 'zh-CN',
		});
		await publishNotice(staff, 'clock-notice', 1);
		await push.waitFor((received) => received.length === 1);
		const sent = await sendReport(county.url, 'before');
		const receipts = 'receipt' in sent ? [sent.receipt] : [];
		expect(await inForce()).toContain(warning);
		// Each renders the whole site twice, so there are fewer rounds than elsewhere.
		for (let round = 0; round < rounds; round += 3) {
			await writeFile(clock, String(year));
			await expect.poll(inForce).not.toContain(warning);
			expect(await brokenPages(county.url)).toEqual([]);
			expect(await lostReceipts(county.url, receipts)).toEqual([]);
			// Whatever deletes by the clock does it when the portal starts, too.
			if (round === 0) {
				await portal.end('SIGTERM');
				portal = await startAt(year);
				expect(await lostReceipts(county.url, receipts)).toEqual([]);
			}
			await writeFile(clock, '1');
			await expect.poll(inForce).toContain(warning);
		}
		expect(await brokenPages(county.url)).toEqual([]);
		expect(await lostNotices(county, ['clock-notice'])).toEqual([]);
		expect(push.received()).toHaveLength(1);
		await portal.end('SIGTERM');
	},
	longest,
);

/** Warnings that are in force, as programs read them. */
async function inForce(): Promise<string> {
	return (await fetch(`${county.url}/alerts.json`)).text();
}
