import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Thoroughness } from './store/check-file.ts';

/** What a portal is made from: the operator's choices, the folder of the code, the clock. */
export interface PortalNeeds {
	readonly config: Config;
	readonly root: string;
	readonly now: () => Date;
	readonly log: Logger;
	/** Another process publishes now: this one has to end. */
	readonly onLost?: () => void;
	/** Told of each answer. */
	readonly metrics?: Pick<Metrics, 'answered'> | undefined;
	/** This process has its turn: no other one works on the same data. Readers may be answered from now on. */
	readonly onTurn?: () => void;
	/** The store turned out to be damaged while the portal runs. */
	readonly onDamaged?: () => void;
	/** How the file of an embedded store is looked at before it is opened. */
	readonly check?: Thoroughness;
}
