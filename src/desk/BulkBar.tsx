import { useState } from 'preact/hooks';
import { BulkDialog, type BulkKind } from './BulkDialog.tsx';
import { useDesk } from './context.ts';
import type { Queue } from './use-queue.ts';

/** What can be done with all that is selected. */
export function BulkBar({ queue }: { queue: Queue }) {
	const { t, rows } = useDesk();
	const [asked, setAsked] = useState<BulkKind>();
	const chosen = queue.lines.filter(({ id }) => queue.selected.has(id));
	const reports = chosen.filter(({ kind }) => kind === 'report').map(({ id }) => id);
	const items = chosen.filter(({ kind }) => kind === 'item').map(({ id }) => id);
	if (chosen.length === 0 || !rows.frame.me.sorts) return null;
	const offer = (kind: BulkKind, disabled: boolean) => (
		<button type="button" disabled={disabled} onClick={() => setAsked(kind)}>
			{t(`bulk.${kind}`)}
		</button>
	);
	return (
		<section class="desk-bulk" aria-label={t('bulkTitle')}>
			<strong>{t('selected', { count: chosen.length })}</strong>
			<button type="button" onClick={queue.selectAll}>
				{t('selectAll', { count: queue.lines.length })}
			</button>
			<button type="button" onClick={queue.selectNone}>
				{t('selectNone')}
			</button>
			{offer('spam', reports.length === 0)}
			{offer('trash', reports.length === 0)}
			{offer('group', reports.length === 0)}
			{offer('open', reports.length === 0)}
			{offer('assign', false)}
			{asked && (
				<BulkDialog
					kind={asked}
					reports={reports}
					items={items}
					onClose={() => setAsked(undefined)}
					onDone={() => {
						setAsked(undefined);
						queue.selectNone();
					}}
				/>
			)}
		</section>
	);
}
