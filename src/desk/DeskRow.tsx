import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Reason, reasonsOf } from '../domain/desk-order.ts';
import { useDesk } from './context.ts';
import { areaName } from './desk-rows.ts';
import { idsOf, type Row, rankedOf } from './queues.ts';
import { shortTime } from './short-time.ts';

interface Props {
	readonly row: Row;
	/** In epoch milliseconds. */
	readonly now: number;
	readonly active: boolean;
	readonly selected: boolean;
	readonly onOpen: () => void;
	readonly onSelect: (range: boolean) => void;
}

/** A line of a queue: what it says, and below why it stands where it stands. What finds no room below is left out as a whole. */
export function DeskRow({ row, now, active, selected, onOpen, onSelect }: Props) {
	const { t, isExercise } = useDesk();
	const button = useRef<HTMLButtonElement>(null);
	useLayoutEffect(() => {
		// The keyboard follows the active line, unless it is elsewhere: nobody is torn from what they write.
		const at = document.activeElement;
		const isHere = at === null || at === document.body || at.closest('.desk-list') !== null;
		if (active && isHere) button.current?.focus({ preventScroll: true });
	}, [active]);
	const text = row.kind === 'report' ? row.report.content : row.item.claim;
	const count = idsOf(row).length;
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
				<span class="desk-said">
					{count > 1 && <b class="desk-times">{t('times', { count })}</b>}
					{text}
				</span>
				<span class="desk-badges">
					{isExercise && <strong>{t('exercise')}</strong>}
					{row.kind === 'report' ? (
						<ReportSigns row={row} />
					) : (
						<strong data-risk={row.item.risk}>{t(`risk.${row.item.risk}`)}</strong>
					)}
					{reasonsOf(rankedOf(row, now), now).map((reason) => (
						<ReasonBadge key={reason.kind} reason={reason} row={row} now={now} />
					))}
					<Holders row={row} />
					{row.kind === 'report' ? (
						<ReportBadges row={row} now={now} />
					) : (
						<ItemBadges row={row} now={now} />
					)}
				</span>
			</button>
		</div>
	);
}

/** Why it stands where it stands. That a report will be due hours from now goes without saying. */
function ReasonBadge({ reason, row, now }: { reason: Reason; row: Row; now: number }) {
	const { t } = useDesk();
	switch (reason.kind) {
		case 'overdue':
			return <b data-late>{t('overdueShort')}</b>;
		case 'due-soon':
			return <b>{t('dueSoon', { minutes: reason.minutes })}</b>;
		case 'due':
			if (row.kind === 'report') return null;
			return <b>{t('dueShort', { time: shortTime(reason.at, now, t) })}</b>;
		case 'spreading':
			return <b>{t('spreading', { askers: reason.askers })}</b>;
	}
}

/** Whose it is, and who works on it. */
function Holders({ row }: { row: Row }) {
	const { t, rows } = useDesk();
	const { people, me, locks } = rows.frame;
	const assignee =
		row.kind === 'report'
			? row.reports.find((each) => each.assignee !== undefined)?.assignee
			: row.item.assignee;
	const lock = locks.find(({ subject }) => subject === `${row.kind}/${row.id}`);
	return (
		<>
			{lock && lock.by.id !== me.id && <b>{t('workedOnBy', { name: lock.by.name })}</b>}
			{assignee && (
				<b>{assignee === me.id ? t('mine') : t('assignedTo', { name: people[assignee] ?? '?' })}</b>
			)}
		</>
	);
}

/** What is to be known of a report before anything else. */
function ReportSigns({ row }: { row: Row & { kind: 'report' } }) {
	const { t } = useDesk();
	const { crisis, aside, standing } = row.report;
	return (
		<>
			{crisis && <strong class="desk-help">{t('crisisShort')}</strong>}
			{aside && <strong>{t(aside === 'spam' ? 'asideSpam' : 'asideTrash')}</strong>}
			{standing === 'suspect' && <strong class="desk-suspect">{t('suspectShort')}</strong>}
		</>
	);
}

function ReportBadges({ row, now }: { row: Row & { kind: 'report' }; now: number }) {
	const { t, rows } = useDesk();
	const { receivedAt, channel, image, standing } = row.report;
	const area = areaName(rows, row.report.area);
	return (
		<>
			<ShortTime at={receivedAt} now={now} />
			{image && <b>{t('hasImage')}</b>}
			{area && <span>{area}</span>}
			{standing === 'unproven' && <span>{t('unprovenShort')}</span>}
			<span>{t(`channel.${channel}`)}</span>
		</>
	);
}

function ItemBadges({ row, now }: { row: Row & { kind: 'item' }; now: number }) {
	const { t } = useDesk();
	const { item } = row;
	return (
		<>
			{item.reopenedAt && <strong>{t('reopenedShort')}</strong>}
			<span>{t(`state.${item.state}`)}</span>
			<ShortTime at={item.firstSeenAt} now={now} />
			<span>{t('askersShort', { askers: item.askers })}</span>
			{item.waitsFor && <span>{t('waitsForShort', { who: item.waitsFor })}</span>}
		</>
	);
}

function ShortTime({ at, now }: { at: string; now: number }) {
	const { t, time } = useDesk();
	return (
		<time dateTime={at} title={time(at)}>
			{shortTime(Date.parse(at), now, t)}
		</time>
	);
}
