import type { Ref } from 'preact';
import { useMemo } from 'preact/hooks';
import { orders } from '../domain/desk-order.ts';
import { useDesk } from './context.ts';
import { areaName } from './desk-rows.ts';
import type { Queue } from './use-queue.ts';

interface Props {
	readonly queue: Queue;
	readonly search: Ref<HTMLInputElement>;
	readonly finding: boolean;
}

const risks = ['high', 'medium', 'low'] as const;

/** What is looked for in a queue, and in which order it stands. While something is looked for it is never folded up. */
export function QueueFilter({ queue, search, finding }: Props) {
	const { t, rows } = useDesk();
	const areas = useMemo(
		() => [...new Set([...rows.reports.values()].flatMap(({ area }) => area ?? []))].sort(),
		[rows.reports],
	);
	const { filter, setFilter } = queue;
	const hasItems = queue.queue !== 'waiting' && queue.queue !== 'aside';
	const isFiltered = filter.text !== '' || filter.risk !== '' || filter.area !== '';
	return (
		<search class="desk-filter" data-folded={(!finding && !isFiltered) || undefined}>
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
								{areaName(rows, area)}
							</option>
						))}
					</select>
				</label>
			)}
			{queue.queue !== 'aside' && (
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
	);
}
