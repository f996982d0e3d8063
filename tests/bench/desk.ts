import { benchDeskList } from './desk-list.ts';
import { benchMatch } from './match.ts';

/** The rumor desk: how well and how fast reports are matched, and what ten thousand open items cost a moderator's browser. */
export async function benchDesk(): Promise<Record<string, number>> {
	return { ...(await benchMatch()), ...(await benchDeskList()) };
}
