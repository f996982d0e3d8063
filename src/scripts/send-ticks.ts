/** A tick that waits on this device; times are milliseconds of its clock. */
export interface WaitingTick {
	readonly id: string;
	readonly ref: string;
	readonly what: string;
	readonly count: number;
	readonly at: number;
}

interface QueueAnswer {
	readonly kept: readonly string[];
	readonly refused: readonly string[];
}

/** What became of the ticks; `undefined` while there is no network, or the server asks to wait. */
export async function sendTicks(
	url: string,
	ticks: readonly WaitingTick[],
): Promise<QueueAnswer | 'closed' | undefined> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ sentAt: Date.now(), ticks }),
	}).catch(() => undefined);
	if (answer?.status === 404 || answer?.status === 410) return 'closed';
	if (!answer?.ok) return undefined;
	return (await answer.json().catch(() => undefined)) as QueueAnswer | undefined;
}
