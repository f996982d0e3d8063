import type { Ref } from 'preact';
import { useMemo } from 'preact/hooks';
import { useDesk } from './context.ts';
import { orders, queueCounts, queueNames } from './queues.ts';
import type { Queue } from './use-queue.ts';

interface Props {
	readonly queue: Queue;
	readonly search: Ref<HTMLInputElement>;
	readonly onHelp: () => void;
	readonly onReplies: () => void;
}

const risks = ['high', 'medium', 'low'] as const;

/** Which queue, in which order, and what is looked for in it. */
export function QueueBar({ queue, search, onHelp, onReplies }: Props) {
	const { t, rows } = useDesk();
	const counts = useMemo(
		() => queueCounts(rows),
		[rows.items, rows.reports, rows.frame.asideCount],
	);
	const crisis = useMemo(
		() => [...rows.reports.values()].filter((report) => report.crisis).length,
		[rows.reports],
	);
	const areas = useMemo(
		() => [...new Set([...rows.reports.values()].flatMap(({ area }) => area ?? []))].sort(),
		[rows.reports],
	);
	const { filter, setFilter } = queue;
	const hasItems = queue.queue !== 'waiting' && queue.queue !== 'aside';
	return (
		<>
			{crisis > 0 && queue.queue !== 'waiting' && (
				<p class="desk-crisis">
					<button type="button" onClick={() => queue.setQueue('waiting')}>
						{t('crisisWaits', { count: crisis })}
					</button>
				</p>
			)}
			<nav class="desk-queues" aria-label={t('queues')}>
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
				<span class="desk-tools">
					<button type="button" onClick={onReplies}>
						{t('replies')}
					</button>
					<button type="button" onClick={onHelp}>
						{t('help')}
					</button>
				</span>
			</nav>
			<search class="desk-filter">
				<label>
					{t('search')}
					<input
						ref={search}
						type="search"
						value={filter.text}
						onInput={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
						onKeyDown={(event) => {
							if (event.key === 'Escape' && !event.isComposing) event.currentTarget.blur();
						}}
					/>
				</label>
				{hasItems && (
					<label>
						{t('riskFilter')}
						<select
							value={filter.risk}
							onChange={(event) => {
								const risk = risks.find((each) => each === event.currentTarget.value) ?? '';
								setFilter({ ...filter, risk });
							}}
						>
							<option value="">{t('all')}</option>
							{risks.map((risk) => (
								<option key={risk} value={risk}>
									{t(risk)}
								</option>
							))}
						</select>
					</label>
				)}
				{queue.queue === 'waiting' && (
					<label>
						{t('areaFilter')}
						<select
							value={filter.area}
							onChange={(event) => setFilter({ ...filter, area: event.currentTarget.value })}
						>
							<option value="">{t('all')}</option>
							{areas.map((area) => (
								<option key={area} value={area}>
									{area}
								</option>
							))}
						</select>
					</label>
				)}
				{hasItems && (
					<label>
						{t('order')}
						<select
							value={queue.order}
							onChange={(event) => {
								const order = orders.find((each) => each === event.currentTarget.value);
								if (order) queue.setOrder(order);
							}}
						>
							{orders.map((order) => (
								<option key={order} value={order}>
									{t(`order.${order}`)}
								</option>
							))}
						</select>
					</label>
				)}
			</search>
		</>
	);
}
