import type { Page } from 'playwright-core';
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
