import { parentPort, workerData } from 'node:worker_threads';
import { createSender, type SenderConfig } from './direct-sender.ts';
import type { SubscriptionKeys } from './seal.ts';
import type { PreparedKeys } from './secret-box.ts';
import type { Answers, OriginEvent, OutgoingBatch } from './sender.ts';

// A sender in a thread of its own, so that sealing and sending never hold up those who read the site.

/** What a thread is told. `id` names a piece of work. */
export type ToThread =
	| { readonly kind: 'send'; readonly id: number; readonly batch: OutgoingBatch }
	| { readonly kind: 'abort'; readonly id: number }
	| { readonly kind: 'prepare'; readonly id: number; readonly all: readonly SubscriptionKeys[] }
	| { readonly kind: 'pause'; readonly origin: string; readonly until: number }
	| { readonly kind: 'warm'; readonly origin: string };

/** What a thread tells. */
export type FromThread =
	| { readonly kind: 'answers'; readonly id: number; readonly answers: Answers }
	| { readonly kind: 'sent'; readonly id: number }
	| {
			readonly kind: 'prepared';
			readonly id: number;
			readonly pairs: readonly (PreparedKeys | undefined)[];
	  }
	| { readonly kind: 'origin'; readonly origin: string; readonly event: OriginEvent };

const port = parentPort;
if (port) {
	const tell = (message: FromThread) => port.postMessage(message);
	// Only `createThreadSender` starts this file.
	const sender = createSender(workerData as SenderConfig, (origin, event) =>
		tell({ kind: 'origin', origin, event }),
	);
	const aborts = new Map<number, AbortController>();

	port.on('message', async (message: ToThread) => {
		switch (message.kind) {
			case 'send': {
				const { id, batch } = message;
				const abort = new AbortController();
				aborts.set(id, abort);
				await sender.send(batch, (answers) => tell({ kind: 'answers', id, answers }), abort.signal);
				aborts.delete(id);
				tell({ kind: 'sent', id });
				break;
			}
			case 'abort':
				aborts.get(message.id)?.abort();
				break;
			case 'prepare': {
				const pairs = await sender.prepare(message.all);
				tell({ kind: 'prepared', id: message.id, pairs });
				break;
			}
			case 'pause':
				sender.pause(message.origin, message.until);
				break;
			case 'warm':
				sender.warm(message.origin);
		}
	});
}
