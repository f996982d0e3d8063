import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { isStillKept, lockMs } from '../domain/lock-keeping.ts';
import type { DeskApi, DeskFrame, Lock } from './api.ts';

/** Passing by is not working on something. */
const settleMs = 700;
const heartbeatMs = 60_000;

/** Who else works on a subject. */
export interface OtherHolder {
	readonly name: string;
	readonly until: string;
}

/** What became of the lock while nobody looked at the desk: somebody else has it, or it was let go and is held again. */
export type LockReturn =
	| { readonly kind: 'lost'; readonly to: string }
	| { readonly kind: 'again' };

/**
 * Holds a lock on what is open, as long as it is open; and tells who else has it. Out of sight it is held for a while, then let
 * go; whoever comes back after that is told (`onReturn`).
 */
export function useLock(
	api: DeskApi,
	frame: DeskFrame | undefined,
	subject: string | undefined,
	onReturn: (what: LockReturn) => void,
) {
	/** The lock of a colleague that was taken over. It is still in the list until that is read again. */
	const [takenOver, setTakenOver] = useState<Lock>();
	const sorts = frame?.me.sorts ?? false;
	const told = useRef(onReturn);
	told.current = onReturn;
	useEffect(() => {
		if (!subject || !sorts) return;
		let held = false;
		/** It was held, and who works on it has not heard otherwise. */
		let isOurs = false;
		let left = false;
		let hiddenSince = document.hidden ? Date.now() : undefined;
		/** When the server was last told that somebody is here. */
		let saidAt = 0;
		const release = () => void api.release(subject).catch(() => undefined);
		const hold = async () => {
			const lock = await api.lock(subject).catch(() => undefined);
			if (lock) {
				held = lock.mine;
				saidAt = Date.now();
				// On a desk that is seen, the list says who took it over.
				if (held) isOurs = true;
				else if (!document.hidden) isOurs = false;
			}
			// It came when one had gone on already.
			if (held && left) release();
			return lock;
		};
		const beats = () => {
			if (!held) return;
			if (isStillKept(hiddenSince, Date.now())) void hold();
			else {
				held = false;
				release();
			}
		};
		const comesBack = async () => {
			hiddenSince = document.hidden ? (hiddenSince ?? Date.now()) : undefined;
			if (document.hidden || !isOurs) return;
			// A device that sleeps beats no more, whatever the time.
			const wasHeld = held && Date.now() - saidAt < lockMs;
			const lock = await hold();
			if (!lock || left) return;
			if (!lock.mine) told.current({ kind: 'lost', to: lock.by.name });
			else if (!wasHeld) told.current({ kind: 'again' });
		};
		const settle = setTimeout(() => void hold(), takenOver?.subject === subject ? 0 : settleMs);
		const beat = setInterval(beats, heartbeatMs);
		document.addEventListener('visibilitychange', comesBack);
		return () => {
			clearTimeout(settle);
			clearInterval(beat);
			document.removeEventListener('visibilitychange', comesBack);
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
