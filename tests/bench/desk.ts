import { benchMatch } from './match.ts';

/** The rumor desk: how well and how fast reports are matched. */
export async function benchDesk(): Promise<Record<string, number>> {
	return benchMatch();
}
