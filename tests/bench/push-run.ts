import { setTimeout } from 'node:timers/promises';
import webPush from 'web-push';
import { createSender, type SenderConfig } from '../../functions/push/direct-sender.ts';
import { pushRecords } from '../../functions/push/message.ts';
import { padded, sealMessage } from '../../functions/push/seal.ts';
import {
	openPrepared,
	type PreparedKeys,
	preparedSecretKey,
	prepareKeys,
} from '../../functions/push/secret-box.ts';
import type { OutgoingBatch, Sender } from '../../functions/push/sender.ts';
import { createThreadSender } from '../../functions/push/thread-sender.ts';
import { measuredAnnouncement } from './measured-announcement.ts';
import type { SinkAddress } from './push-sink.ts';

// One way of sending, in a process of its own: `push-run.ts WAY COUNT`, the address of the push service in SINK.

/** What one run cost, from the first message to the last answer. */
export interface RunFigures {
	readonly perSecond: number;
	readonly cpuSecondsPer1000: number;
	readonly peakRssMb: number;
}

const [way = '', count = '1000'] = process.argv.slice(2);
// `bench push` hands over what its push service said.
const sink = JSON.parse(process.env['SINK'] ?? '{}') as SinkAddress;
const vapidKeys = webPush.generateVAPIDKeys();
const subject = 'mailto:portal@county.example';
const site = { url: 'https://county.example', fictional: '' };
const [record = padded('')] = pushRecords(measuredAnnouncement('bench'), site).values();
const config: SenderConfig = {
	subject,
	secretKey: preparedSecretKey('bench'),
	extraOrigins: [sink.http2],
	initialRate: 50_000,
};
const keysOf = (number: number) => {
	const keys = sink.keys[number % sink.keys.length];
	if (!keys) throw new Error('the push service has no keys');
	return keys;
};

/** Each way makes ready what may be made ready before an emergency, and gives what is measured. */
const ways: Readonly<Record<string, () => Promise<(from: number, to: number) => Promise<void>>>> = {
	naive: async () => sendNaively,
	'one-core': () => withSenders([createSender(config, () => undefined)]),
	'two-cores': () => withSenders([1, 2].map(() => createThreadSender(config, () => undefined))),
	crypto: async () => {
		const prepared = prepare(0, Number(count) + warmUp);
		return async (from, to) => {
			for (let number = from; number < to; number += 1) {
				const pair = prepared[number];
				const keys = pair && openPrepared(pair, keysOf(number), config.secretKey);
				if (keys) sealMessage(record, keys);
			}
		};
	},
};

/** Messages that are sent before anything is measured, so that connections are there and code is compiled. */
const warmUp = 2000;

/** As the README of the library shows it, with 100 under way. */
async function sendNaively(from: number, to: number): Promise<void> {
	let next = from;
	const text = Buffer.from(record).toString().split('\u0002')[0] ?? '';
	const worker = async () => {
		for (let number = next++; number < to; number = next++)
			await webPush.sendNotification(
				{ endpoint: `${sink.http1}/p/${number}`, keys: keysOf(number) },
				text,
				{ vapidDetails: { subject, ...vapidKeys } },
			);
	};
	await Promise.all(Array.from({ length: 100 }, worker));
}

async function withSenders(senders: readonly Sender[]) {
	const prepared = prepare(0, Number(count) + warmUp);
	return async (from: number, to: number) => {
		const batches = cut(from, to, prepared);
		// Two for each sender at a time, as `sendAlerts` has it.
		await Promise.all(
			[...senders, ...senders].map(async (sender) => {
				for (let batch = batches.shift(); batch; batch = batches.shift())
					await sender.send(batch, () => undefined, new AbortController().signal);
			}),
		);
	};
}

function prepare(from: number, to: number): PreparedKeys[] {
	return Array.from({ length: to - from }, (_, index) =>
		prepareKeys(keysOf(from + index), config.secretKey),
	);
}

function cut(from: number, to: number, prepared: readonly PreparedKeys[]): OutgoingBatch[] {
	const numbers = Array.from({ length: to - from }, (_, index) => from + index);
	return Array.from({ length: Math.ceil(numbers.length / 1000) }, (_, index) => ({
		origin: sink.http2,
		records: [record],
		vapidKeys: [vapidKeys],
		topic: 'bench',
		urgency: 'high',
		lifetimeMs: 3_600_000,
		recipients: numbers.slice(index * 1000, (index + 1) * 1000).map((number) => ({
			offset: number,
			endpoint: `${sink.http2}/p/${number}`,
			keys: keysOf(number),
			record: 0,
			vapidKey: 0,
			prepared: prepared[number],
		})),
	}));
}

const ready = await ways[way]?.();
if (!ready) throw new Error(`no way of sending is called "${way}"`);
await ready(0, warmUp);
await setTimeout(200);
const cpu = process.cpuUsage();
const from = performance.now();
await ready(warmUp, warmUp + Number(count));
const seconds = (performance.now() - from) / 1000;
const { user, system } = process.cpuUsage(cpu);
const figures: RunFigures = {
	perSecond: Number(count) / seconds,
	cpuSecondsPer1000: (user + system) / 1000 / Number(count),
	peakRssMb: process.resourceUsage().maxRSS / 1024,
};
process.send?.(figures);
process.disconnect?.();
process.exit(0);
