import { benchDeskList } from './desk-list.ts';
import { benchIntake } from './intake.ts';
import { benchMatch } from './match.ts';

/** The rumor desk: how many reports are taken in a second, how well and fast they are matched, and what ten thousand open items cost a moderator's browser. */
export async function benchDesk(): Promise<Record<string, number>> {
	const intake = await benchIntake();
	return { ...intake, ...benchMatch(), ...(await benchDeskList()) };
}
