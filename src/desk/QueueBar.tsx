import type { Ref } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useDesk } from './context.ts';
import { QueueFilter } from './QueueFilter.tsx';
import { queueCounts, queueNames } from './queues.ts';
import type { Queue } from './use-queue.ts';

interface Props {
	readonly queue: Queue;
	readonly search: Ref<HTMLInputElement>;
	/** On a phone the search is folded up until it is asked for. */
	readonly finding: boolean;
	readonly onFinding: (finding: boolean) => void;
	readonly onHelp: () => void;
	readonly onReplies: () => void;
}

/** Which queue, and what else there is; on a phone in one line. */
export function QueueBar({ queue, search, finding, onFinding, onHelp, onReplies }: Props) {
	const { t, rows } = useDesk();
	const counts = useMemo(
		() => queueCounts(rows),
		[rows.items, rows.reports, rows.frame.asideCount],
	);
	const crisis = useMemo(
		() => [...rows.reports.values()].filter((report) => report.crisis).length,
		[rows.reports],
	);
	const chooser = useRef<HTMLElement>(null);
	// On a phone the chooser is a line that scrolls: the queue that is looked at is seen in it.
	useEffect(() => {
		const current = chooser.current?.querySelector('[aria-current]');
		current?.scrollIntoView({ inline: 'center', block: 'nearest' });
	}, [queue.queue]);
	const isAtCall = queue.row?.kind === 'report' && queue.row.report.crisis;
	return (
		<>
			{crisis > 0 && !isAtCall && (
				<p class="desk-crisis">
					<button
						type="button"
						onClick={() => (queue.queue === 'waiting' ? queue.go(0) : queue.setQueue('waiting'))}
					>
						{t('crisisWaits', { count: crisis })}
					</button>
				</p>
			)}
			<div class="desk-bar" data-finding={finding || undefined}>
				<nav ref={chooser} class="desk-queues" aria-label={t('queues')}>
					{queueNames.map((name) => (
						<button
							key={name}
							type="button"
							aria-current={queue.queue === name ? 'true' : undefined}
							onClick={() => queue.setQueue(name)}
						>
							{t(`queue.${name}`, { count: counts[name] })}
						</button>
					))}
				</nav>
				<p class="desk-tools">
					<button
						type="button"
						class="desk-find"
						aria-expanded={finding}
						onClick={() => onFinding(!finding)}
					>
						{t('find')}
					</button>
					<button type="button" class="desk-replies-button" onClick={onReplies}>
						{t('replies')}
					</button>
					<button type="button" class="desk-keys-button" onClick={onHelp}>
						{t('help')}
					</button>
				</p>
			</div>
			<QueueFilter queue={queue} search={search} finding={finding} />
		</>
	);
}
