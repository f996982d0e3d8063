import { useEffect, useState } from 'preact/hooks';
import { isClosed } from '../domain/report.ts';
import type { DeskItem, ItemChange, ItemDetails } from './api.ts';
import { useDesk } from './context.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { HoldingForm } from './HoldingForm.tsx';
import { ItemForms } from './ItemForms.tsx';
import { ItemLog } from './ItemLog.tsx';
import { ItemReports } from './ItemReports.tsx';
import { MergeForm } from './MergeForm.tsx';
import { ResponseStanding } from './ResponseStanding.tsx';
import type { OtherHolder } from './use-lock.ts';
import { WordingsForm } from './WordingsForm.tsx';

interface Props {
	readonly item: DeskItem;
	readonly other: OtherHolder | undefined;
	/** "We are checking" is being written. */
	readonly holding: boolean;
	readonly onHolding: (open: boolean) => void;
	readonly onChange: (item: DeskItem, change: ItemChange) => void;
	readonly onAssign: () => void;
}

/** One item: its reports, its clocks, its evidence, and what is said to those who asked. */
export function ItemPanel({ item, other, holding, onHolding, onChange, onAssign }: Props) {
	const { api, t, rows, act, time } = useDesk();
	const [details, setDetails] = useState<ItemDetails>();
	useEffect(() => {
		let isWanted = true;
		api.details(item.id).then(
			(found) => isWanted && setDetails(found),
			() => undefined,
		);
		return () => {
			isWanted = false;
		};
	}, [api, item.id, item.version, item.reports]);
	const { me, standings } = rows.frame;
	const disabled = other !== undefined || !me.sorts;
	const mayHold = !item.response && !item.draftRef && (me.publishes || !disabled);
	const change = (to: ItemChange) => onChange(item, to);
	/** The item as it stood when somebody began to write: what others do meanwhile takes nothing out of a form. */
	const [typed, setTyped] = useState<DeskItem>();
	const written = typed ?? item;
	return (
		<>
			<p class="desk-about">
				<strong>{t(`state.${item.state}`)}</strong> · {t('reports', { count: item.reports })} ·{' '}
				{t('askers', { count: item.askers })} · {t('riskLevel', { level: t(item.risk) })}
				{item.nextUpdateAt && ` · ${t('nextUpdate', { time: time(item.nextUpdateAt) })}`}
			</p>
			{item.reopenedAt && <p class="desk-note">{t('reopened', { time: time(item.reopenedAt) })}</p>}
			{item.waitsFor && item.waitsSince && (
				<p class="desk-note">{t('waits', { who: item.waitsFor, time: time(item.waitsSince) })}</p>
			)}
			{item.response && <p>{t('response', { title: item.response.title })}</p>}
			<ResponseStanding standing={standings[item.draftRef ?? '']} t={t} />
			{!isClosed(item.state) && <Clocks item={item} />}
			<p class="desk-actions">
				{mayHold && !holding && (
					<button type="button" onClick={() => onHolding(true)}>
						{t('holding')}
					</button>
				)}
				<button type="button" disabled={!me.sorts} onClick={onAssign}>
					{item.assignee === me.id ? t('assignNobody') : t('assignMe')}
				</button>
				{item.reopenedAt && item.response?.state === 'answered' && (
					<button type="button" disabled={disabled} onClick={() => change({ state: 'answered' })}>
						{t('answerHolds')}
					</button>
				)}
			</p>
			{holding && <HoldingForm key={item.id} item={item} onClose={() => onHolding(false)} />}
			{me.sorts && <WordingsForm key={`wordings ${item.id}`} item={item} disabled={disabled} />}
			{!disabled && (
				<div onInput={() => setTyped((already) => already ?? item)}>
					<ItemForms
						key={`forms ${written.version}`}
						item={written}
						onChange={(to) => {
							setTyped(undefined);
							onChange(written, to);
						}}
					/>
				</div>
			)}
			{details && (
				<>
					{details.foundAtDoor > 0 && (
						<p class="desk-about">{t('foundAtDoor', { count: details.foundAtDoor })}</p>
					)}
					{details.variants.length > 0 && (
						<p class="desk-about">
							{t('variants', { claims: details.variants.map(({ claim }) => claim).join('；') })}
						</p>
					)}
					<EvidenceList item={item} evidence={details.evidence} disabled={disabled} />
					<ItemReports item={item} reports={details.reports} disabled={disabled} />
					{!disabled && <MergeForm item={item} alike={details.alike} />}
					<ItemLog
						entries={details.log}
						onUndo={(entry) => act(() => api.undoEntry(entry), t('undone'), 'final')}
						disabled={!me.sorts}
					/>
				</>
			)}
		</>
	);
}

function Clocks({ item }: { item: DeskItem }) {
	const { t, time } = useDesk();
	const { holdingLine, verdict } = item.due;
	const late = (instant: string) =>
		new Date(instant) < new Date() && <strong> {t('overdue')}</strong>;
	return (
		<>
			{holdingLine && (
				<p class="desk-due">
					{t('dueHolding', { time: time(holdingLine) })}
					{late(holdingLine)}
				</p>
			)}
			{verdict && (
				<p class="desk-due">
					{t('dueVerdict', { time: time(verdict) })}
					{late(verdict)}
				</p>
			)}
			{item.state === 'awaiting-source' && <p class="desk-due">{t('clockStands')}</p>}
		</>
	);
}
