import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DeskApi, DeskFrame, Lock } from './api.ts';

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
	/** The lock of a colleague that was taken over. It is still in the list until that is read again. */
	const [takenOver, setTakenOver] = useState<Lock>();
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
		const settle = setTimeout(() => void hold(), takenOver?.subject === subject ? 0 : settleMs);
		const beat = setInterval(() => held && !document.hidden && void hold(), heartbeatMs);
		return () => {
			clearTimeout(settle);
			clearInterval(beat);
			left = true;
			if (held) release();
		};
	}, [api, subject, sorts, takenOver]);

	const lock = frame?.locks.find((each) => each.subject === subject);
	const isOthers =
		lock !== undefined && lock.by.id !== frame?.me.id && new Date(lock.until) > new Date();
	const isTakenOver = lock?.by.id === takenOver?.by.id && lock?.until === takenOver?.until;
	const other: OtherHolder | undefined =
		isOthers && !isTakenOver ? { name: lock.by.name, until: lock.until } : undefined;
	const takeOver = useCallback(async () => {
		if (!subject) return;
		await api.lock(subject, true);
		setTakenOver(lock);
	}, [api, subject, lock]);
	return { other, takeOver };
}
