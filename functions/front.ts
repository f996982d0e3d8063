import type { Server } from 'node:http';
import { type Answering, closeOnSignal, listen } from './listen.ts';
import type { Portal } from './portal.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { openReadingApp, type ReadingApp } from './reading-app.ts';
import type { Unavailable } from './routes/unavailable.ts';

/** What answers at the portal's address: what was released last, or the whole portal. No connection is dropped when they change. */
export interface Front {
	/** Serves what was released last; `false` where there is nothing to serve. */
	read(reason: Unavailable): Promise<boolean>;
	/** Serves the whole portal. */
	serve(portal: Portal): Promise<void>;
}

export function createFront(needs: Pick<PortalNeeds, 'config' | 'now' | 'log' | 'metrics'>): Front {
	let reason: Unavailable = 'opening';
	let reading: ReadingApp | undefined;
	let portal: Portal | undefined;
	let listening: Promise<Server> | undefined;
	/** What was asked for last holds, whatever takes longer to be ready. */
	let wishes = 0;

	const both: Answering = {
		app: { fetch: (...request) => (portal ?? reading)?.app.fetch(...request) ?? notYet() },
		pages: (...request) => (portal ?? reading)?.pages(...request) ?? false,
	};

	function answer(): Promise<Server> {
		listening ??= listen(both, needs.config, needs.metrics).then(({ server }) => {
			closeOnSignal(() => portal, server);
			return server;
		});
		return listening;
	}

	return {
		async read(why) {
			reason = why;
			wishes += 1;
			const wish = wishes;
			const opened = reading ?? (await openReadingApp(needs, () => reason));
			if (!opened) return false;
			if (wish !== wishes) {
				if (opened !== reading) opened.close();
				return true;
			}
			reading = opened;
			portal = undefined;
			await answer();
			return true;
		},
		async serve(opened) {
			wishes += 1;
			portal = opened;
			reading?.close();
			reading = undefined;
			await answer();
		},
	};
}

function notYet(): Response {
	return new Response('starting', { status: 503, headers: { 'Retry-After': '1' } });
}
