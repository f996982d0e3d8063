import { BulkDialog, type BulkKind } from './BulkDialog.tsx';
import { useDesk } from './context.ts';
import type { Queue } from './use-queue.ts';

/** An act on many that is asked for; into which item, where that is known already. */
export interface AskedBulk {
	readonly kind: BulkKind;
	readonly into?: string;
}

interface Props {
	readonly queue: Queue;
	readonly asked: AskedBulk | undefined;
	readonly onAsk: (asked: AskedBulk | undefined) => void;
}

/** What can be done with all that is selected. */
export function BulkBar({ queue, asked, onAsk }: Props) {
	const { t, rows } = useDesk();
	const { reports, items } = queue.chosen;
	const count = reports.length + items.length;
	if (count === 0 || !rows.frame.me.sorts) return null;
	const offer = (kind: BulkKind, disabled = reports.length === 0) => (
		<button type="button" disabled={disabled} onClick={() => onAsk({ kind })}>
			{t(`bulk.${kind}`)}
		</button>
	);
	return (
		<section class="desk-bulk" aria-label={t('bulkTitle')}>
			<strong>{t('selected', { count })}</strong>
			<button type="button" onClick={queue.selectAll}>
				{t('selectAll', { count: queue.lines.length })}
			</button>
			<button type="button" onClick={queue.selectNone}>
				{t('selectNone')}
			</button>
			{queue.queue === 'aside' ? (
				offer('restore')
			) : (
				<>
					{offer('spam')}
					{offer('trash')}
					{offer('group')}
					{offer('open')}
					{offer('assign', false)}
				</>
			)}
			{asked && (
				<BulkDialog
					kind={asked.kind}
					into={asked.into}
					reports={reports}
					items={items}
					onClose={() => onAsk(undefined)}
					onDone={() => {
						onAsk(undefined);
						queue.selectNone();
					}}
				/>
			)}
		</section>
	);
}
