import { availableParallelism } from 'node:os';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import type { PushOriginStore } from '../store/push-origins.ts';
import type { SenderConfig } from './direct-sender.ts';
import { preparedSecretKey } from './secret-box.ts';
import { type Senders, startSenders } from './senders.ts';
import { createThreadSender } from './thread-sender.ts';

/** Sealing scales with cores; beyond this a push service is the limit. */
const mostThreads = 4;

/** Messages a second to one push service, to begin with; what the largest of them documents for its other interface. */
const usualRate = 10_000;

/** The senders of a portal: a thread on each core. */
export function pushSenders({
	config,
	secret,
	origins,
	initialRate = usualRate,
	now,
	log,
}: {
	readonly config: Pick<Config, 'vapidSubject' | 'pushExtraOrigins'>;
	readonly secret: string;
	readonly origins: PushOriginStore;
	readonly initialRate?: number;
	readonly now: () => Date;
	readonly log: Logger;
}): Promise<Senders> {
	const threads = Math.min(availableParallelism(), mostThreads);
	const senderConfig: SenderConfig = {
		subject: config.vapidSubject ?? 'mailto:portal@localhost.localdomain',
		secretKey: preparedSecretKey(secret),
		extraOrigins: config.pushExtraOrigins,
		initialRate: initialRate / threads,
	};
	const makers = Array.from(
		{ length: threads },
		() => (onOrigin: Parameters<typeof createThreadSender>[1]) =>
			createThreadSender(senderConfig, onOrigin),
	);
	return startSenders(makers, { origins, log }, now);
}
