import { Worker } from 'node:worker_threads';
import type { SenderConfig } from './direct-sender.ts';
import type { PreparedKeys } from './secret-box.ts';
import type { Answers, OriginEvent, Sender } from './sender.ts';
import type { FromThread, ToThread } from './sender-thread.ts';

/** What lives longest is a batch; a larger nursery would only hold more of what is over. In megabytes. */
const resourceLimits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256 };

interface Work {
	readonly onAnswers?: (answers: Answers) => void;
	readonly resolve: (pairs: readonly (PreparedKeys | undefined)[]) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * A sender in a thread of its own. When the thread ends of itself its work is rejected, and the next piece of work gets a
 * new thread.
 */
export function createThreadSender(
	config: SenderConfig,
	onOrigin: (origin: string, event: OriginEvent) => void,
): Sender {
	const works = new Map<number, Work>();
	let worker: Worker | undefined;
	let lastId = 0;

	function running(): Worker {
		worker ??= start();
		return worker;
	}

	function start(): Worker {
		const started = new Worker(new URL('./sender-thread.ts', import.meta.url), {
			workerData: config,
			resourceLimits,
		});
		// It is no reason for the portal to go on.
		started.unref();
		started.on('message', hear);
		started.on('error', (error) => lose(started, error));
		started.on('exit', () => lose(started, new Error('the thread of a sender ended')));
		return started;
	}

	function lose(ended: Worker, error: unknown): void {
		if (worker !== ended) return;
		worker = undefined;
		for (const [id, { reject }] of works) {
			works.delete(id);
			reject(error);
		}
	}

	function hear(message: FromThread): void {
		switch (message.kind) {
			case 'origin':
				onOrigin(message.origin, message.event);
				break;
			case 'answers':
				works.get(message.id)?.onAnswers?.(message.answers);
				break;
			default:
				works.get(message.id)?.resolve(message.kind === 'prepared' ? message.pairs : []);
				works.delete(message.id);
		}
	}

	function tell(message: ToThread): void {
		running().postMessage(message);
	}

	function work(
		message: (id: number) => ToThread,
		onAnswers?: (answers: Answers) => void,
	): { id: number; ended: Promise<readonly (PreparedKeys | undefined)[]> } {
		lastId += 1;
		const id = lastId;
		const ended = new Promise<readonly (PreparedKeys | undefined)[]>((resolve, reject) => {
			works.set(id, { resolve, reject, ...(onAnswers && { onAnswers }) });
			tell(message(id));
		});
		return { id, ended };
	}

	return {
		async send(batch, onAnswers, signal) {
			if (signal.aborted) return;
			const { id, ended } = work((id) => ({ kind: 'send', id, batch }), onAnswers);
			const abort = () => tell({ kind: 'abort', id });
			signal.addEventListener('abort', abort, { once: true });
			try {
				await ended;
			} finally {
				signal.removeEventListener('abort', abort);
			}
		},
		prepare: (all) => work((id) => ({ kind: 'prepare', id, all })).ended,
		pause: (origin, until) => tell({ kind: 'pause', origin, until }),
		warm: (origin) => tell({ kind: 'warm', origin }),
		async close() {
			await worker?.terminate();
		},
	};
}
