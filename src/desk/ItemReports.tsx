import { useState } from 'preact/hooks';
import type { DeskItem, DeskReport } from './api.ts';
import { useDesk } from './context.ts';
import { NewItemForm } from './NewItemForm.tsx';
import { Screenshot } from './Screenshot.tsx';

interface Props {
	readonly item: DeskItem;
	readonly reports: readonly DeskReport[];
	readonly disabled: boolean;
}

/** What was asked, and how to take out what is about something else. */
export function ItemReports({ item, reports, disabled }: Props) {
	const { api, t, act } = useDesk();
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const [splitting, setSplitting] = useState(false);
	const [lookedAt, setLookedAt] = useState<string>();
	const toggle = (id: string) => {
		const next = new Set(chosen);
		if (!next.delete(id)) next.add(id);
		setChosen(next);
	};
	const picked = reports.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
	if (reports.length === 0) return null;
	return (
		<details class="desk-forms">
			<summary>{t('showReports', { count: item.reports })}</summary>
			<ul class="desk-reports">
				{reports.map((report) => (
					<li key={report.id}>
						<label class="desk-pick">
							<input
								type="checkbox"
								disabled={disabled}
								checked={chosen.has(report.id)}
								onClick={() => toggle(report.id)}
							/>{' '}
							<span>
								{report.crisis && <strong>{t('crisisShort')} </strong>}
								{report.content}
							</span>
						</label>
						<button
							type="button"
							disabled={disabled}
							onClick={() => act(() => api.ungroup(report.id))}
						>
							{t('ungroup')}
						</button>
						{report.image && (
							<Screenshot
								image={report.image}
								shown={lookedAt === report.id}
								onToggle={() => setLookedAt(lookedAt === report.id ? undefined : report.id)}
							/>
						)}
					</li>
				))}
			</ul>
			{splitting ? (
				<NewItemForm
					onCreate={(claim) =>
						act(() => api.split(item.id, picked, claim), t('splitDone')).then(
							(done) => done && setSplitting(false),
						)
					}
					onClose={() => setSplitting(false)}
				/>
			) : (
				<p class="desk-actions">
					<button
						type="button"
						disabled={disabled || picked.length === 0}
						onClick={() => setSplitting(true)}
					>
						{t('split', { count: picked.length })}
					</button>
				</p>
			)}
		</details>
	);
}
