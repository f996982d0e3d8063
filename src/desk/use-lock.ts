import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DeskApi, DeskFrame } from './api.ts';

/** Passing by is not working on something. */
const settleMs = 700;
const heartbeatMs = 60_000;

/** Who else works on a subject. */
export interface OtherHolder {
	readonly name: string;
	readonly until: string;
}

/** Holds a lock on what is open, as long as it is open; and tells who else has it. */
export function useLock(api: DeskApi, frame: DeskFrame | undefined, subject: string | undefined) {
	const [taken, setTaken] = useState(0);
	const sorts = frame?.me.sorts ?? false;
	useEffect(() => {
		if (!subject || !sorts) return;
		let held = false;
		let left = false;
		const release = () => void api.release(subject).catch(() => undefined);
		const hold = async () => {
			const lock = await api.lock(subject).catch(() => undefined);
			held = lock?.mine ?? held;
			// It came when one had gone on already.
			if (held && left) release();
		};
		const settle = setTimeout(() => void hold(), taken > 0 ? 0 : settleMs);
		const beat = setInterval(() => held && !document.hidden && void hold(), heartbeatMs);
		return () => {
			clearTimeout(settle);
			clearInterval(beat);
			left = true;
			if (held) release();
		};
	}, [api, subject, sorts, taken]);

	const lock = frame?.locks.find((each) => each.subject === subject);
	const other: OtherHolder | undefined =
		lock && lock.by.id !== frame?.me.id && new Date(lock.until) > new Date()
			? { name: lock.by.name, until: lock.until }
			: undefined;
	const takeOver = useCallback(async () => {
		if (!subject) return;
		await api.lock(subject, true);
		setTaken((times) => times + 1);
	}, [api, subject]);
	return { other, takeOver };
}
