import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from './context.ts';
import { areaName } from './desk-rows.ts';
import { promised, type Row } from './queues.ts';

interface Props {
	readonly row: Row;
	readonly active: boolean;
	readonly selected: boolean;
	readonly onOpen: () => void;
	readonly onSelect: (range: boolean) => void;
}

/** A line of a queue: what it says, and what makes it urgent. */
export function DeskRow({ row, active, selected, onOpen, onSelect }: Props) {
	const { t, rows, isExercise } = useDesk();
	const button = useRef<HTMLButtonElement>(null);
	useLayoutEffect(() => {
		// The keyboard follows the active line, unless it is elsewhere: nobody is torn from what they write.
		const at = document.activeElement;
		const isHere = at === null || at === document.body || at.closest('.desk-list') !== null;
		if (active && isHere) button.current?.focus({ preventScroll: true });
	}, [active]);
	const lock = rows.frame.locks.find(({ subject }) => subject === `${row.kind}/${row.id}`);
	const text = row.kind === 'report' ? row.report.content : row.item.claim;
	const { assignee } = row.kind === 'report' ? row.report : row.item;
	return (
		<div
			class="desk-row"
			data-active={active || undefined}
			data-crisis={(row.kind === 'report' && row.report.crisis) || undefined}
		>
			<label class="desk-pick">
				<input
					type="checkbox"
					checked={selected}
					onClick={(event) => onSelect(event.shiftKey)}
					aria-label={t('select', { text: text.slice(0, 30) })}
				/>
			</label>
			<button
				ref={button}
				type="button"
				class="desk-line"
				aria-current={active ? 'true' : undefined}
				onClick={onOpen}
			>
				<span class="desk-badges">
					{isExercise && <strong>{t('exercise')}</strong>}
					{row.kind === 'report' ? <ReportBadges row={row} /> : <ItemBadges row={row} />}
					{assignee && (
						<b>
							{assignee === rows.frame.me.id
								? t('mine')
								: t('assignedTo', { name: rows.frame.people[assignee] ?? '?' })}
						</b>
					)}
					{lock && lock.by.id !== rows.frame.me.id && (
						<b>{t('workedOnBy', { name: lock.by.name })}</b>
					)}
				</span>
				<span class="desk-said">{text}</span>
			</button>
		</div>
	);
}

function ReportBadges({ row }: { row: Row & { kind: 'report' } }) {
	const { t, time, rows } = useDesk();
	const { crisis, receivedAt, channel, image, standing, aside } = row.report;
	const area = areaName(rows, row.report.area);
	return (
		<>
			{crisis && <strong class="desk-help">{t('crisisShort')}</strong>}
			{aside && <strong>{t(aside === 'spam' ? 'asideSpam' : 'asideTrash')}</strong>}
			{standing === 'suspect' && <strong class="desk-suspect">{t('suspectShort')}</strong>}
			{standing === 'unproven' && <span>{t('unprovenShort')}</span>}
			{image && <b>{t('hasImage')}</b>}
			<span>{t(`channel.${channel}`)}</span>
			{area && <span>{area}</span>}
			<span>{time(receivedAt)}</span>
		</>
	);
}

function ItemBadges({ row }: { row: Row & { kind: 'item' } }) {
	const { t, time } = useDesk();
	const { item } = row;
	const due = promised(item);
	return (
		<>
			<strong data-risk={item.risk}>{t(`risk.${item.risk}`)}</strong>
			<span>{t(`state.${item.state}`)}</span>
			{item.reopenedAt && <strong>{t('reopenedShort')}</strong>}
			{item.waitsFor && <span>{t('waitsForShort', { who: item.waitsFor })}</span>}
			{Number.isFinite(due) && (
				<b data-late={due < Date.now() || undefined}>
					{due < Date.now()
						? t('overdueShort')
						: t('dueShort', { time: time(new Date(due).toISOString()) })}
				</b>
			)}
			<span>{t('askersShort', { askers: item.askers, reports: item.reports })}</span>
		</>
	);
}
