import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../domain/languages.ts';
import type { DeskTranslate } from '../i18n/desk-strings.ts';
import type { DeskApi } from './api.ts';
import type { DeskRows } from './desk-rows.ts';

/** What every part of the desk works with. */
export interface DeskTools {
	readonly api: DeskApi;
	readonly t: DeskTranslate;
	readonly language: Language;
	readonly base: string;
	/** Whether everything here is of an exercise. */
	readonly isExercise: boolean;
	readonly rows: DeskRows;
	/** An instant as the county's clock shows it. */
	readonly time: (instant: string) => string;
	/**
	 * Does what was asked for, says what became of it, and reads what changed. Whether it was done. What is no act of the desk's
	 * log is `final`: taking back would take back what was done before it.
	 */
	readonly act: (work: () => Promise<unknown>, done?: string, final?: 'final') => Promise<boolean>;
}

export const DeskContext = createContext<DeskTools | undefined>(undefined);

export function useDesk(): DeskTools {
	const tools = useContext(DeskContext);
	if (!tools) throw new Error('a part of the desk stands outside it');
	return tools;
}
