import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { PortalProcess } from './portal-process.ts';

/** Sends what a resident asks, and gives the receipt. */
export async function ask(portal: PortalProcess, content: string): Promise<string> {
	const answer = await fetch(`${portal.url}/api/reports`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', Origin: portal.url },
		body: JSON.stringify({ content, channel: 'wechat-group', language: 'zh-CN' }),
	});
	expect(answer.ok).toBe(true);
	return ((await answer.json()) as { receipt: string }).receipt;
}

/** Sends what a resident asks, with a picture of 60 by 40 pixels. */
export async function askWithPicture(portal: PortalProcess, content: string): Promise<void> {
	const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#369' } });
	const bytes = new Uint8Array(await picture.png().toBuffer());
	const body = new FormData();
	for (const [name, value] of Object.entries({ content, channel: 'other', language: 'zh-CN' }))
		body.set(name, value);
	body.set('image', new File([bytes], 'a.png', { type: 'image/png' }));
	const headers = { Origin: portal.url };
	const answer = await fetch(`${portal.url}/api/reports`, { method: 'POST', body, headers });
	expect(answer.ok).toBe(true);
}

/** What a receipt says now. */
export async function receiptText(portal: PortalProcess, receipt: string): Promise<string> {
	const body = new URLSearchParams({ receipt, language: 'zh-CN' });
	const headers = { Origin: portal.url };
	const answer = await fetch(`${portal.url}/api/reports/status`, { method: 'POST', body, headers });
	return answer.text();
}

/** Opens the desk and waits until its queue is there. */
export async function openDesk(page: Page, portal: PortalProcess, path = '/desk/'): Promise<void> {
	await page.goto(`${portal.url}${path}`);
	await page.locator('.desk-row').first().waitFor();
}

/** The line of the queue that keys are for. */
export function activeLine(page: Page) {
	return page.locator('.desk-line[aria-current]');
}
