import { setTimeout } from 'node:timers/promises';
import { createFront, type Front } from './front.ts';
import type { Portal } from './portal.ts';
import type { PortalNeeds } from './portal-needs.ts';
import { openingFault } from './store/disk-fault.ts';
import type { StoreFault } from './store/store-fault.ts';

interface Running {
	readonly open: (needs: PortalNeeds) => Promise<Portal>;
	/** Tells the operator what is served from now on. */
	readonly onOpen: (portal: Portal) => Promise<void>;
	readonly onReadingOnly: (fault: StoreFault, error: unknown) => Promise<void>;
}

/** How long it waits before it tries again, in milliseconds: twice as long each time. */
const firstWait = 1_000;
const longestWait = 30_000;

/**
 * Opens the portal, and serves what was released before until it is open. Where its store cannot be used for a reason that
 * may pass it goes on serving that, and tries again and again. Throws what waiting does not mend. Does not end otherwise.
 */
export async function runPortal(needs: PortalNeeds, running: Running): Promise<void> {
	const front = createFront(needs);
	for (let check = needs.check; ; check = 'thorough') {
		const damaged = Promise.withResolvers<void>();
		const portal = await openAtLast(front, running, {
			...needs,
			...(check && { check }),
			onDamaged: damaged.resolve,
		});
		await front.serve(portal);
		await running.onOpen(portal);
		await damaged.promise;
		await front.read('damaged');
		portal.stopSending();
		await portal.close().catch((error: unknown) => {
			needs.log.error('not closed in order', { error: String(error) });
		});
	}
}

async function openAtLast(front: Front, running: Running, needs: PortalNeeds): Promise<Portal> {
	const { now, log } = needs;
	let outage: { readonly fault: StoreFault; readonly since: Date } | undefined;
	const onTurn = () => {
		if (!outage) readMeanwhile(front, needs);
	};
	for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
		try {
			const portal = await running.open({ ...needs, onTurn });
			if (outage) {
				const seconds = Math.round((now().getTime() - outage.since.getTime()) / 1000);
				log.info('the portal is open again', { store: outage.fault, seconds });
			}
			return portal;
		} catch (error) {
			const fault = await openingFault(error, needs.config.dataDir);
			if (!fault || !(await front.read(fault))) throw error;
			if (!outage) {
				log.error('only reading is served', { store: fault, error: String(error) });
				await running.onReadingOnly(fault, error);
			}
			outage ??= { fault, since: now() };
		}
		await setTimeout(wait);
	}
}

/** Opening takes a while, and readers need nothing of it. */
function readMeanwhile(front: Front, { log }: PortalNeeds): void {
	front.read('opening').catch((error: unknown) => {
		log.error('nothing is read meanwhile', { error: String(error) });
	});
}
