import { BulkDialog, type BulkKind } from './BulkDialog.tsx';
import { useDesk } from './context.ts';
import type { Queue } from './use-queue.ts';

/** An act on many that is asked for; into which item, where that is known already. */
export interface AskedBulk {
	readonly kind: BulkKind;
	readonly into?: string;
	/** The reports of one line; else what is selected. */
	readonly reports?: readonly string[];
}

interface Props {
	readonly queue: Queue;
	readonly asked: AskedBulk | undefined;
	readonly onAsk: (asked: AskedBulk | undefined) => void;
}

/** What can be done with all that is selected, and what an act on many would do. */
export function BulkBar({ queue, asked, onAsk }: Props) {
	const { rows } = useDesk();
	const { reports, items } = queue.chosen;
	if (!rows.frame.me.sorts) return null;
	return (
		<>
			{reports.length + items.length > 0 && <Selected queue={queue} onAsk={onAsk} />}
			{asked && (
				<BulkDialog
					kind={asked.kind}
					into={asked.into}
					reports={asked.reports ?? reports}
					items={asked.reports ? [] : items}
					onClose={() => onAsk(undefined)}
					onDone={() => {
						onAsk(undefined);
						queue.selectNone();
					}}
				/>
			)}
		</>
	);
}

function Selected({ queue, onAsk }: Pick<Props, 'queue' | 'onAsk'>) {
	const { t } = useDesk();
	const { reports, items } = queue.chosen;
	const count = reports.length + items.length;
	const offer = (kind: BulkKind, disabled = reports.length === 0) => (
		<button type="button" disabled={disabled} onClick={() => onAsk({ kind })}>
			{t(`bulk.${kind}`)}
		</button>
	);
	return (
		<section class="desk-bulk" aria-label={t('bulkTitle')}>
			<strong>{t('selected', { count })}</strong>
			<button type="button" onClick={queue.selectAll}>
				{t('selectAll', { count: queue.count })}
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
		</section>
	);
}
