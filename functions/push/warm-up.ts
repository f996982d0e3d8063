import type { Settings } from '../../src/domain/settings.ts';
import type { Subscriptions } from '../store/subscriptions.ts';
import type { Senders } from './senders.ts';

export interface WarmUp {
	/** Looks up which push services there are subscriptions of. */
	learn(): Promise<void>;
	/** Begins to connect to them: while a release is made there is time for it, and afterwards people wait. */
	warm(): void;
}

export function createWarmUp({
	subscriptions,
	senders,
	settings,
}: {
	readonly subscriptions: Pick<Subscriptions, 'origins'>;
	readonly senders: Pick<Senders, 'all'>;
	readonly settings: () => Settings;
}): WarmUp {
	let known: readonly string[] = [];
	return {
		async learn() {
			known = await subscriptions.origins();
		},
		warm() {
			if (!settings().push.enabled) return;
			for (const sender of senders.all) for (const origin of known) sender.warm(origin);
		},
	};
}
