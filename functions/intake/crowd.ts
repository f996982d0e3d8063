import { hash, randomBytes } from 'node:crypto';
import { crowdLimits } from '../../src/domain/report-standing.ts';
import { type Day, minute, toDay } from '../../src/domain/time.ts';

/** How many reports came lately, this one among them: see `SendingSigns`. */
export interface Crowd {
	/** Names the network for the rest of the day; afterwards it tells nothing. */
	readonly sender: string;
	readonly fromNetwork: number;
	readonly ofText: number;
	readonly fromAll: number;
}

/** Counts reports for a while, in memory alone, to tell a flood from a county that asks. */
export interface CrowdCounter {
	count(report: { readonly network: string; readonly text: string }, now: Date): Crowd;
	/** How much more work browsers are asked for: 1 in quiet times, more as reports come faster. */
	workTimes(now: Date): number;
}

/** Reports of a network and of a text are counted for so long. */
const windowMs = 10 * minute;
/** Ten thousand networks fit many times over; beyond that all are forgotten and counting begins again. */
const mostNames = 100_000;

/**
 * A client is known by a hash of its network under a salt that is made anew each day, is kept in memory alone, and is
 * gone with the day: afterwards nothing tells who sent what.
 */
export function createCrowdCounter(): CrowdCounter {
	const networks = createCounts(windowMs);
	const texts = createCounts(windowMs);
	const all = createCounts(minute);
	let salt: { readonly day: Day; readonly text: string } | undefined;

	function nameOf(network: string, now: Date): string {
		const today = toDay(now);
		if (salt?.day !== today) salt = { day: today, text: randomBytes(32).toString('base64') };
		return hash('sha256', salt.text + neighborhood(network), 'base64url');
	}

	return {
		count({ network, text }, now) {
			const sender = nameOf(network, now);
			return {
				sender,
				fromNetwork: networks.add(sender, now),
				ofText: texts.add(text, now),
				fromAll: all.add('', now),
			};
		},
		workTimes: (now) => 1 + Math.floor((all.of('', now) * 4) / crowdLimits.fromAll),
	};
}

/** Of an IPv4 address its /24: who has one mostly has its neighbors too. An IPv6 address comes as its /64. */
function neighborhood(network: string): string {
	return network.replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1.0/24');
}

/** Counts of names in windows that follow each other. */
function createCounts(lengthMs: number) {
	let counts = new Map<string, number>();
	let begins = 0;
	function renew(now: Date): void {
		const isOver = now.getTime() - begins >= lengthMs || now.getTime() < begins;
		if (!isOver && counts.size < mostNames) return;
		counts = new Map();
		begins = now.getTime();
	}
	return {
		add(name: string, now: Date): number {
			renew(now);
			const count = (counts.get(name) ?? 0) + 1;
			counts.set(name, count);
			return count;
		},
		of(name: string, now: Date): number {
			renew(now);
			return counts.get(name) ?? 0;
		},
	};
}
