import { useDesk } from './context.ts';
import { DeskRow } from './DeskRow.tsx';
import { SuspectFold } from './SuspectFold.tsx';
import type { Queue } from './use-queue.ts';
import { WindowedList } from './WindowedList.tsx';

interface Props {
	readonly queue: Queue;
	readonly onOpen: (index: number) => void;
}

/** The lines of the queue that is looked at. */
export function QueueList({ queue, onOpen }: Props) {
	const { t } = useDesk();
	const { lines, active, elsewhere } = queue;
	const title = t(`queueTitle.${queue.queue}`, { count: queue.count });
	return (
		<section class="desk-queue" aria-labelledby="desk-queue-title">
			<h2 id="desk-queue-title">{title}</h2>
			{queue.queue === 'aside' && <p class="desk-about">{t('asideHelp')}</p>}
			{lines.length === 0 && <p>{queue.isRead ? t('empty') : '…'}</p>}
			{lines.length > 0 && (
				<WindowedList
					label={title}
					rows={lines}
					active={active}
					name={`${queue.queue} ${queue.order}`}
					keyOf={({ id }) => id}
				>
					{(line, index) => (
						<DeskRow
							row={line}
							now={queue.now}
							active={index === active}
							selected={queue.selected.has(line.id)}
							onOpen={() => onOpen(index)}
							onSelect={(range) => queue.select(index, range)}
						/>
					)}
				</WindowedList>
			)}
			<SuspectFold queue={queue} />
			{queue.queue === 'aside' && queue.aside.hasMore && (
				<p class="desk-actions">
					<button type="button" onClick={queue.aside.readMore}>
						{t('asideMore')}
					</button>
				</p>
			)}
			{elsewhere > 0 && (
				<p class="desk-actions">
					<button type="button" onClick={() => queue.setQueue('all')}>
						{t('foundElsewhere', { count: elsewhere })}
					</button>
				</p>
			)}
		</section>
	);
}
