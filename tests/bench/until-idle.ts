import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { PortalProcess } from '../portal-process.ts';

const lookedFor = 3_000;
/** proc(5) counts processor time in hundredths of a second. */
const tick = 10;

/** Waits until the portal has done what it makes in the background after a start: it takes less than a twentieth of a processor. */
export async function untilIdle(portal: Pick<PortalProcess, 'pid'>): Promise<void> {
	for (let before = await processorTime(portal); ; ) {
		await setTimeout(lookedFor);
		const now = await processorTime(portal);
		if (now - before < lookedFor / 20) return;
		before = now;
	}
}

/** Processor time of the process so far, of all its threads, in milliseconds. */
async function processorTime({ pid }: Pick<PortalProcess, 'pid'>): Promise<number> {
	const stat = await readFile(`/proc/${pid()}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * tick;
}
