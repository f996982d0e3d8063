import { prepareAhead } from '../push/prepare-ahead.ts';
import { type AlertParts, sendAlerts } from '../push/send-alerts.ts';
import type { Job } from './runner.ts';

/** Sending alerts, and getting ready for the next one in between. */
export function alertJobs(
	parts: Omit<AlertParts, 'fictionalMark'> & {
		readonly fictionalMark: () => string;
		/** Ends when the portal stops. */
		readonly stopping: AbortSignal;
	},
): readonly Job[] {
	const { stopping } = parts;
	let isSending = false;
	/** The last subscription that is known to have a key pair, since an alert used them up. */
	let prepared = { upTo: 0 };

	const clock = watchClock(parts.now);

	async function send(): Promise<void> {
		if (clock.wasPutBack()) await parts.alerts.freeLeases(parts.now());
		isSending = true;
		try {
			const hasSent = await sendAlerts(
				{ ...parts, fictionalMark: parts.fictionalMark() },
				stopping,
			);
			if (hasSent) prepared = { upTo: 0 };
		} finally {
			isSending = false;
		}
	}

	async function prepare(): Promise<void> {
		if (!parts.settings().push.enabled) return;
		// An alert in between uses up what is looked at, and begins another round.
		const round = prepared;
		const isBusy = () => isSending;
		round.upTo = await prepareAhead({ ...parts, isSending: isBusy }, round.upTo, stopping);
	}

	return [
		{ name: 'alerts', every: 1_000, run: send },
		{ name: 'prepare-keys', every: 5_000, run: prepare },
	];
}

/** A correction of the time by less than this is nobody's concern, in milliseconds. */
const smallestJump = 5_000;

/** Notices that the clock was put back between two looks: what was to be tried again soon would wait for as long. */
function watchClock(now: () => Date) {
	let wall = now().getTime();
	let steady = performance.now();
	return {
		wasPutBack(): boolean {
			const passed = performance.now() - steady;
			const shown = now().getTime() - wall;
			steady += passed;
			wall += shown;
			return passed - shown > smallestJump;
		},
	};
}
