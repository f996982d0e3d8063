import type { DeskReport } from './api.ts';
import { useDesk } from './context.ts';
import { areaName } from './desk-rows.ts';
import { Marked } from './SuggestionList.tsx';

interface Props {
	readonly reports: readonly [DeskReport, ...DeskReport[]];
	readonly onTakeApart: () => void;
}

/** So many wordings are read; more say the same again. */
const shownWordings = 50;

/** What reports that stand as one line have in common, and how each of them puts it. */
export function FoldedReports({ reports, onTakeApart }: Props) {
	const { t, time, rows } = useDesk();
	const [first] = reports;
	const wordings = wordingsOf(reports);
	return (
		<div class="desk-folded">
			<p>{t('foldHelp', { count: reports.length })}</p>
			<details class="desk-forms">
				<summary>{t('foldWordings')}</summary>
				<ul class="desk-reports">
					{wordings.slice(0, shownWordings).map(([{ id, content, area, receivedAt }, count]) => (
						<li key={id}>
							<span>
								{count > 1 && <b class="desk-times">{t('times', { count })}</b>}
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

/** Each wording once, by its first report, and how often it came. */
function wordingsOf(reports: readonly DeskReport[]): readonly (readonly [DeskReport, number])[] {
	const found = new Map<string, [DeskReport, number]>();
	for (const report of reports) {
		const key = `${report.area ?? ''} ${report.content}`;
		const known = found.get(key);
		if (known) known[1] += 1;
		else found.set(key, [report, 1]);
	}
	return [...found.values()];
}
