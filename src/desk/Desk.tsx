import { useCallback, useMemo, useState } from 'preact/hooks';
import { type Language, languagePrefix, toolLanguage } from '../domain/languages.ts';
import { writtenInstant } from '../i18n/dates.ts';
import { deskTranslator } from '../i18n/desk-strings.ts';
import { type DeskApi, DeskError } from './api.ts';
import { DeskContext, type DeskTools } from './context.ts';
import { DeskBody, type DeskMessage } from './DeskBody.tsx';
import { onceEach } from './once-each.ts';
import { useRows } from './use-rows.ts';

/** The moderators' desk: a queue on one side, what is open on the other. */
export function Desk({
	api,
	language,
	base,
	isExercise,
}: {
	api: DeskApi;
	language: Language;
	base: string;
	isExercise: boolean;
}) {
	const t = useMemo(() => deskTranslator(language), [language]);
	const [message, setMessage] = useState<DeskMessage>({ text: '' });
	const onError = useCallback(
		(error: unknown) => {
			if (!(error instanceof DeskError)) throw error;
			setMessage({ text: error.reason ?? t('offline') });
		},
		[t],
	);
	const { rows, refresh, drop, reload } = useRows(api, onError);
	const [once] = useState(onceEach);

	/** A refusal is said, and what changed is read either way. */
	const carryOut = useCallback(
		async (work: () => Promise<unknown>, done = '', final?: 'final') => {
			let isDone = true;
			try {
				await work();
				setMessage({ text: done, undoable: final === undefined });
			} catch (error) {
				if (!(error instanceof DeskError)) throw error;
				isDone = false;
				const { reason } = error;
				setMessage({ text: reason === undefined ? t('offline') : t('failed', { reason }) });
			}
			await refresh().catch(onError);
			return isDone;
		},
		[refresh, onError, t],
	);
	const act: DeskTools['act'] = useCallback(
		(...asked) => {
			const end = once.begin();
			return carryOut(...asked).finally(end);
		},
		[carryOut, once],
	);
	const time = useCallback(
		(instant: string) => writtenInstant(new Date(instant), toolLanguage(language)),
		[language],
	);
	if (!rows) return <p role="status">{message.text || '…'}</p>;
	const tools: DeskTools = { api, t, language, base, isExercise, rows, time, act };
	return (
		<DeskContext.Provider value={tools}>
			{rows.frame.exerciseRuns && !isExercise && (
				<p class="strip">
					{t('exerciseRuns')}{' '}
					<a href={`${base.replace(/\/$/, '')}${languagePrefix(language)}/desk/exercise/`}>
						{t('toExerciseDesk')}
					</a>
				</p>
			)}
			<DeskBody
				message={message}
				onMessage={(text) => setMessage({ text })}
				drop={drop}
				reload={reload}
				onSubmitCapture={once.onSubmitCapture}
			/>
		</DeskContext.Provider>
	);
}
