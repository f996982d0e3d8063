import type { Config } from './config.ts';
import type { Logger } from './log.ts';

/** What a portal is made from: the operator's choices, the folder of the code, the clock. */
export interface PortalNeeds {
	readonly config: Config;
	readonly root: string;
	readonly now: () => Date;
	readonly log: Logger;
	/** Another process publishes now: this one has to end. */
	readonly onLost?: () => void;
}
