import { useDesk } from './context.ts';
import type { Queue } from './use-queue.ts';

/** The end of the queue: reports that look like a flood or advertising. Folded up, so that they are in nobody's way. */
export function SuspectFold({ queue }: { queue: Queue }) {
	const { t, rows } = useDesk();
	if (queue.suspects === 0 || queue.filter.text.trim() !== '') return null;
	return (
		<p class="desk-actions desk-fold">
			<button
				type="button"
				aria-expanded={!queue.isFolded}
				onClick={() => queue.setFolded(!queue.isFolded)}
			>
				{t('suspects', { count: queue.suspects })}
			</button>
			{!queue.isFolded && rows.frame.me.sorts && (
				<button type="button" onClick={queue.selectSuspects}>
					{t('selectSuspects')}
				</button>
			)}
		</p>
	);
}
