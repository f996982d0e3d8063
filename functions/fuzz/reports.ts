import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minute } from '../../src/domain/time.ts';
import { changedText, nearly, strangeObject, strangeText } from '../../tests/strange-values.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';
import { cases, expectSound, jsonBody, textsOf } from './answers.ts';

const report = {
	content: '今晚零点封城',
	channel: 'other',
	area: '999900101',
	heardOn: '2026-03-14',
	language: 'zh-CN',
	submission: 'submission-0001',
	matched: 'yes',
	website: '',
};
const comment = { kind: 'comment', incident: 'outbreak', content: '谢谢', language: 'zh-CN' };
const types = [
	'application/json',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'multipart/form-data',
	'text/plain',
];

/** Reports, their receipts, comments on reviews, and the work that a browser does for them. */
export function reportProperties(whole: () => WholePortal): void {
	describe('the intake of reports', () => {
		test('answers whatever is sent, and still takes a report and a comment', async () => {
			const { ask, areas } = whole();
			const path = fc.constantFrom('', '/status', '/challenge', '/%2e%2e/status');
			const value = fc.oneof(
				nearly(report),
				nearly(comment),
				strangeObject([...Object.keys(report), 'receipt', 'altcha', 'kind', 'incident']),
			);
			const body = fc.oneof(
				value.map((each) => JSON.stringify(each)),
				value.map((each) => new URLSearchParams(textsOf(each)).toString()),
				value.map(inParts),
				strangeText,
			);
			await fc.assert(
				fc.asyncProperty(path, fc.constantFrom(...types), body, async (where, type, sent) => {
					const init = { method: 'POST', headers: { 'content-type': type }, body: sent };
					await expectSound(whole(), await ask(`/api/reports${where}`, init));
				}),
				cases(600),
			);
			// Whatever was taken came without work.
			for (const { standing } of await areas.reports.waiting(100_000))
				expect(standing).not.toBe('proven');
			expect((await ask('/api/reports', jsonBody(report))).status).toBe(201);
			expect((await ask('/api/reports', jsonBody(comment))).status).toBe(201);
		});

		test('counts work as done once, and nothing that was changed or made up', async () => {
			const { ask, clock, areas } = whole();
			// The library that checks work asks the system for the time.
			clock.now = new Date();
			const challenge = await (await ask('/api/reports/challenge')).json();
			const solution = await solveChallenge({ challenge, deriveKey });
			clock.now = new Date(clock.now.getTime() + minute);
			const encode = (value: unknown) =>
				Buffer.from(JSON.stringify(value) ?? '').toString('base64');
			const send = (content: string, altcha: string) =>
				ask('/api/reports', jsonBody({ content, channel: 'other', matched: 'yes', altcha }));
			const worked = { challenge, solution };
			await send('县医院停诊了吗', encode(worked));
			const proven = async () =>
				(await areas.reports.waiting(100_000)).filter(({ standing }) => standing === 'proven');
			expect(await proven()).toHaveLength(1);
			const { parameters, signature } = challenge;
			const payload = fc.oneof(
				nearly(worked).map(encode),
				nearly(parameters).map((other) =>
					encode({ solution, challenge: { signature, parameters: other } }),
				),
				changedText(signature).map((other) =>
					encode({ solution, challenge: { parameters, signature: other } }),
				),
				changedText(encode(worked)),
				strangeText,
			);
			let count = 0;
			await fc.assert(
				fc.asyncProperty(payload, async (altcha) => {
					count += 1;
					await expectSound(whole(), await send(`云溪镇第${count}户说今晚要停水`, altcha));
				}),
				cases(200),
			);
			expect(await proven()).toHaveLength(1);
		});

		test('shows a report to its receipt alone', async () => {
			const { ask } = whole();
			const taken = await ask(
				'/api/reports',
				jsonBody({ ...report, submission: 'submission-0002' }),
			);
			const { receipt } = (await taken.json()) as { receipt: string };
			const look = async (tried: unknown) => {
				const answer = await ask('/api/reports/status', jsonBody({ receipt: tried }));
				return JSON.parse(await expectSound(whole(), answer)) as { state: string };
			};
			const letters = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
			await fc.assert(
				fc.asyncProperty(fc.oneof(changedText(receipt), strangeText), async (tried) => {
					const { state } = await look(tried);
					if (state !== 'unknown') expect(letters(tried)).toHaveLength(letters(receipt).length);
				}),
				cases(300),
			);
			expect((await look(receipt)).state).toBe('received');
		});
	});
}

/** Fields as a form with a file sends them. */
function inParts(fields: object): string {
	const parts = textsOf(fields).map(
		([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	const image =
		'--x\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n\u0089PNG\r\n';
	return `${parts.join('')}${image}--x--\r\n`;
}
