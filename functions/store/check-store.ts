import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Logger } from '../log.ts';
import type { Thoroughness } from './check-file.ts';
import type { FromCheckThread } from './check-thread.ts';
import { StoreFailed } from './store-fault.ts';

/** Looks through the file of an embedded store before it is opened. Throws `StoreFailed` where it is damaged beyond its indexes; the file stays as it is. */
export async function checkStore(
	file: string,
	thoroughness: Thoroughness,
	log: Pick<Logger, 'error'>,
): Promise<void> {
	const isThere = await stat(file).then(
		({ size }) => size > 0,
		() => false,
	);
	if (!isThere) return;
	const worker = new Worker(new URL('./check-thread.ts', import.meta.url), {
		workerData: { file, thoroughness },
	});
	const [said] = (await once(worker, 'message')) as [FromCheckThread];
	if ('reason' in said) {
		const cause = new Error(said.reason);
		throw said.fault ? new StoreFailed(said.fault, { cause }) : cause;
	}
	if (said.check === 'damaged') throw new StoreFailed('damaged');
	if (said.check === 'mended')
		log.error('indexes of the store were damaged, and were made again from its tables', { file });
}
