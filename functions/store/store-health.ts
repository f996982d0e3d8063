import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from '../log.ts';
import { diskFault } from './disk-fault.ts';
import type { Store } from './store.ts';
import { type StoreFault, storeFaultOf } from './store-fault.ts';

/** How the store is, and since when it fails. */
export interface StoreHealth {
	/** Takes note of what went wrong, and gives what that says of the store; `undefined` where the store is not the reason. */
	note(error: unknown): StoreFault | undefined;
	/** Looks now: what fails, or `ok`. */
	look(): Promise<StoreFault | 'ok'>;
	stop(): void;
}

const lookAgainMs = 1_000;

/**
 * Follows how the store is: a line in the log when it begins to fail and one when it works again, and nothing between them.
 * A damaged store does not work again by itself: `onDamaged` is told once.
 */
export function createStoreHealth({
	store,
	dataDir,
	onDamaged,
	now,
	log,
}: {
	readonly store: Pick<Store, 'db' | 'engine'>;
	readonly dataDir: string;
	readonly onDamaged: () => void;
	readonly now: () => Date;
	readonly log: Logger;
}): StoreHealth {
	const stopping = new AbortController();
	/** What is said where the reason is not known: of a server's disk nothing can be known here. */
	const unknownFault = store.engine === 'postgres' ? 'refused' : 'io-error';
	let failing: { readonly fault: StoreFault; readonly since: Date } | undefined;

	function note(error: unknown): StoreFault | undefined {
		const fault = storeFaultOf(error);
		if (fault) begin(fault, error);
		return fault;
	}

	function begin(fault: StoreFault, error: unknown): void {
		if (failing || stopping.signal.aborted) return;
		failing = { fault, since: now() };
		log.error('the store fails', {
			store: fault,
			...(fault === 'refused' && { error: String(error) }),
		});
		if (fault === 'damaged' && store.engine === 'sqlite') onDamaged();
		else watch().catch(() => undefined);
	}

	/** Looks until it works again. */
	async function watch(): Promise<void> {
		for (;;) {
			await setTimeout(lookAgainMs, undefined, { signal: stopping.signal, ref: false });
			if (!failing) return;
			const fault = await faultNow(failing.fault);
			if (fault) failing = { ...failing, fault };
			else return end(failing);
		}
	}

	function end({ fault, since }: { fault: StoreFault; since: Date }): void {
		failing = undefined;
		const seconds = Math.round((now().getTime() - since.getTime()) / 1000);
		log.info('the store works again', { store: fault, seconds });
	}

	async function faultNow(before: StoreFault): Promise<StoreFault | undefined> {
		try {
			// Content and releases are on this disk wherever the store is.
			const isAway = before === 'unreachable' || before === 'refused';
			const onDisk = isAway ? undefined : await diskFault(dataDir);
			if (onDisk) return onDisk;
			await write();
			return undefined;
		} catch (error) {
			return storeFaultOf(error) ?? unknownFault;
		}
	}

	/** Reading may go on where writing does not. */
	async function write(): Promise<void> {
		await sql`insert into keyed_values (key, value) values (${workedKey}, ${now().toISOString()})
			on conflict (key) do update set value = excluded.value`.execute(store.db);
	}

	return {
		note,
		async look() {
			if (failing) return failing.fault;
			try {
				await sql`select 1 from keyed_values limit 1`.execute(store.db);
				return 'ok';
			} catch (error) {
				const fault = storeFaultOf(error) ?? unknownFault;
				begin(fault, error);
				return fault;
			}
		},
		stop: () => stopping.abort(),
	};
}

/** When the store last began to work again. */
const workedKey = 'store-worked-again';
