import { describe, expect, test } from 'vitest';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { atHour, noon } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { items } from '../store/items.ts';
import { reports } from '../store/reports.ts';
import { followResponses } from './follow-responses.ts';
import { lookUpReceipt } from './look-up-receipt.ts';
import { reportRumor } from './report-rumor.ts';

const store = freshSqlite();
let responses: PublishedResponse[] = [];

const parts = () => ({
	reports: reports(store().db),
	items: items(store().db),
	responses: () => responses,
});

async function report(content: string): Promise<{ receipt: string; crisis: boolean }> {
	const reported = await reportRumor(
		{ reports: parts().reports, now: noon },
		{ content, channel: 'other', language: 'zh-CN' },
	);
	return reported;
}

const lookUp = (receipt: string) => lookUpReceipt(parts(), receipt, 'zh-CN');

const anItem = {
	id: 'i-1',
	claim: '封城',
	state: 'unstarted',
	harm: 2,
	spread: 2,
	firstSeenAt: noon,
} as const;

function aResponse(changes: Partial<PublishedResponse> = {}): PublishedResponse {
	return {
		item: 'i-1',
		ref: 'r-1',
		title: '出行照常',
		wordings: ['封城'],
		state: 'answered',
		verdict: 'false',
		corrections: 0,
		heardAt: noon,
		...changes,
	};
}

test('personal data is taken out before anything is stored', async () => {
	await report('打13812345678找张老师问封城');
	const [stored] = await parts().reports.waiting(1);
	expect(stored?.content).toBe('打〔电话〕找张老师问封城');
});

test('words of crisis are known from what was typed', async () => {
	expect((await report('被关了好多天，不想活了')).crisis).toBe(true);
	expect((await report('今晚封城吗')).crisis).toBe(false);
});

test('a text from which something was taken does not join its likeness', async () => {
	await report('打13812345678就能买到口罩');
	await parts().items.add({ ...anItem });
	const [waiting] = await parts().reports.waiting(1);
	await parts().reports.group(waiting?.id ?? '', 'i-1');
	await report('打13987654321就能买到口罩');
	expect(await parts().reports.waitingCount()).toBe(1);
});

test('a sentence joins the item of the same sentence', async () => {
	await report('今晚零点封城');
	await parts().items.add({ ...anItem });
	const [waiting] = await parts().reports.waiting(1);
	await parts().reports.group(waiting?.id ?? '', 'i-1');
	await report('今晚零点封城！');
	expect(await parts().reports.waitingCount()).toBe(0);
});

describe('a receipt', () => {
	test('shows what the desk says, step by step', async () => {
		responses = [];
		const { receipt } = await report('今晚封城吗');
		expect(await lookUp(receipt)).toEqual({ state: 'received' });
		const [waiting] = await parts().reports.waiting(1);
		await parts().items.add({
			id: 'i-1',
			claim: '封城',
			state: 'unstarted',
			harm: 2,
			spread: 2,
			firstSeenAt: noon,
		});
		await parts().reports.group(waiting?.id ?? '', 'i-1');
		await parts().items.change('i-1', 1, { state: 'checking', nextUpdateAt: atHour(6) });
		expect(await lookUp(receipt)).toEqual({
			state: 'checking',
			nextUpdateAt: atHour(6).toISOString(),
		});
		responses = [aResponse()];
		expect(await lookUp(receipt)).toEqual({
			state: 'answered',
			ref: 'r-1',
			path: '/rumors/r-1/',
			title: '出行照常',
		});
	});

	test('is understood as people type it', async () => {
		const { receipt } = await report('今晚封城吗');
		expect((await lookUp(` ${receipt.toLowerCase().replaceAll('-', ' ')} `)).state).toBe(
			'received',
		);
	});

	test('that is malformed, unknown or forgotten gets one answer', async () => {
		const { receipt } = await report('今晚封城吗');
		await parts().reports.forget(atHour(24 * 365));
		for (const typed of [receipt, 'AAAA-AAAA-AAAA-AAAA', '', "'; drop table reports"]) {
			expect(await lookUp(typed)).toEqual({ state: 'unknown' });
		}
	});
});

test('a receipt of what others asked too says so, until somebody begins to check it', async () => {
	responses = [];
	const first = await report('今晚封城吗');
	const second = await report('今晚封城吗');
	const [waiting] = await parts().reports.waiting(1);
	await parts().items.add({ ...anItem });
	await parts().reports.group(waiting?.id ?? '', 'i-1');
	expect(await lookUp(first.receipt)).toEqual({ state: 'merged' });
	await parts().items.change('i-1', 1, { state: 'checking', nextUpdateAt: atHour(6) });
	expect((await lookUp(second.receipt)).state).toBe('checking');
});

test('a receipt of what is referred says to whom', async () => {
	responses = [];
	const { receipt } = await report('小区噪音没人管');
	const [waiting] = await parts().reports.waiting(1);
	await parts().items.add({ ...anItem });
	await parts().reports.group(waiting?.id ?? '', 'i-1');
	await parts().items.change('i-1', 1, { state: 'referred', referredTo: '12345' });
	expect(await lookUp(receipt)).toEqual({ state: 'referred', referredTo: '12345' });
});

describe('published responses', () => {
	test('answer the item they were written for, and make one where there is none', async () => {
		await parts().items.add({
			id: 'i-1',
			claim: '封城',
			state: 'checking',
			harm: 2,
			spread: 2,
			firstSeenAt: noon,
		});
		await followResponses({ items: parts().items, now: noon }, [
			aResponse(),
			aResponse({ item: 'i-2', ref: 'r-2' }),
		]);
		expect(await parts().items.get('i-1')).toMatchObject({
			state: 'answered',
			firstAnsweredAt: noon,
			draftRef: 'r-1',
		});
		expect(await parts().items.get('i-2')).toMatchObject({ state: 'answered', draftRef: 'r-2' });
	});

	test('followed again change nothing', async () => {
		await followResponses({ items: parts().items, now: noon }, [aResponse()]);
		const before = await parts().items.get('i-1');
		await followResponses({ items: parts().items, now: atHour(1) }, [aResponse()]);
		expect(await parts().items.get('i-1')).toEqual(before);
	});

	test('that are being checked keep an earlier promise until they say another time', async () => {
		const checking = aResponse({ state: 'checking', nextUpdateAt: atHour(6) });
		const desk = { items: parts().items, now: noon, followed: [checking] };
		await parts().items.add({ ...anItem, state: 'checking', nextUpdateAt: atHour(2) });
		await followResponses(desk, [checking]);
		expect((await parts().items.get('i-1'))?.nextUpdateAt).toEqual(atHour(2));
		await followResponses(desk, [{ ...checking, nextUpdateAt: atHour(9) }]);
		expect((await parts().items.get('i-1'))?.nextUpdateAt).toEqual(atHour(9));
	});
});
