import { useState } from 'preact/hooks';
import { DeskError, type DeskItem, type ItemChange } from './api.ts';
import type { Conflict } from './ConflictNotice.tsx';
import { useDesk } from './context.ts';

/** Changes an item, and keeps what was wanted when somebody else changed it meanwhile. */
export function useItemChange() {
	const { api, t, act } = useDesk();
	const [conflict, setConflict] = useState<Conflict>();
	const change = (about: DeskItem, wanted: ItemChange, version = about.version) =>
		act(async () => {
			try {
				await api.change(about.id, version, seenOf(about), wanted);
				setConflict(undefined);
			} catch (error) {
				if (error instanceof DeskError && error.refusal.differences)
					setConflict({ item: about, change: wanted, refusal: error.refusal });
				throw error;
			}
		}, t('changeDone'));
	return { conflict, change, forget: () => setConflict(undefined) };
}

/** The fields of an item as they are shown, for the server to say what changed since. */
function seenOf(item: DeskItem): object {
	const { claim, state, harm, spread, nextUpdateAt, referredTo, waitsFor, assignee } = item;
	return { claim, state, harm, spread, nextUpdateAt, referredTo, waitsFor, assignee };
}
