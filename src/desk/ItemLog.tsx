import type { LogEntry } from './api.ts';
import { useDesk } from './context.ts';

interface Props {
	readonly entries: readonly LogEntry[];
	readonly onUndo: (entry: string) => unknown;
	readonly disabled: boolean;
}

/** Who did what, newest first; each act can be taken back if nothing later rests on it. */
export function ItemLog({ entries, onUndo, disabled }: Props) {
	const { t, time } = useDesk();
	if (entries.length === 0) return null;
	return (
		<details class="desk-forms">
			<summary>{t('log', { count: entries.length })}</summary>
			<ol class="desk-reports">
				{entries.map((entry) => (
					<li key={entry.id}>
						<span>
							{t('logEntry', {
								time: time(entry.at),
								name: entry.by.name || t('bySystem'),
								act: t(`act.${entry.act}`),
							})}
							{Number(entry.details['reports'] ?? 0) > 0 &&
								` ${t('reports', { count: Number(entry.details['reports']) })}`}
							{entry.undoneBy !== undefined && ` ${t('undoneBy', { name: entry.undoneBy })}`}
						</span>
						{entry.undoable && !entry.undoneAt && (
							<button type="button" disabled={disabled} onClick={() => onUndo(entry.id)}>
								{t('undoEntry')}
							</button>
						)}
					</li>
				))}
			</ol>
		</details>
	);
}
