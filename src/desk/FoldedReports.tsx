import type { DeskReport } from './api.ts';
import { useDesk } from './context.ts';
import { areaName } from './desk-rows.ts';
import { Marked } from './SuggestionList.tsx';

interface Props {
	readonly reports: readonly [DeskReport, ...DeskReport[]];
	readonly onTakeApart: () => void;
}

/** So many are read; more say the same again. */
const shownReports = 50;

/** What reports that stand as one line have in common, and how each of them puts it. */
export function FoldedReports({ reports, onTakeApart }: Props) {
	const { t, time, rows } = useDesk();
	const [first] = reports;
	return (
		<div class="desk-folded">
			<p>{t('foldHelp', { count: reports.length })}</p>
			<details class="desk-forms">
				<summary>{t('foldWordings')}</summary>
				<ul class="desk-reports">
					{reports.slice(0, shownReports).map(({ id, content, area, receivedAt }) => (
						<li key={id}>
							<span>
								<Marked text={content} other={first.content} />{' '}
								<small>
									{[areaName(rows, area), time(receivedAt)].filter(Boolean).join(' · ')}
								</small>
							</span>
						</li>
					))}
				</ul>
			</details>
			<p class="desk-actions">
				<button type="button" onClick={onTakeApart}>
					{t('takeApart')}
				</button>
			</p>
		</div>
	);
}
