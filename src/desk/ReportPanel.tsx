import type { Ref } from 'preact';
import { proposedClaim } from '../domain/matching/proposed-claim.ts';
import type { DeskItem, DeskReport, NewClaim, Suggestion } from './api.ts';
import { useDesk } from './context.ts';
import { areaName } from './desk-rows.ts';
import { FoldedReports } from './FoldedReports.tsx';
import { ItemFinder } from './ItemFinder.tsx';
import { NewItemForm } from './NewItemForm.tsx';
import { Screenshot } from './Screenshot.tsx';
import { Marked, SuggestionList } from './SuggestionList.tsx';
import type { OtherHolder } from './use-lock.ts';

interface Props {
	/** What it is called as long as it is open: what is written about it is kept under that. */
	readonly name: string;
	/** Those of the line, the oldest first. */
	readonly reports: readonly [DeskReport, ...DeskReport[]];
	readonly suggestions: readonly Suggestion[] | undefined;
	readonly other: OtherHolder | undefined;
	/** The form of a new item is open: with nothing in it, or as a variant of another. */
	readonly opening: Suggestion | 'new' | undefined;
	/** Its screenshot is looked at. */
	readonly looking: boolean;
	readonly onLook: () => void;
	readonly onOpening: (opening: Suggestion | 'new' | undefined) => void;
	readonly onConfirm: (index: number) => void;
	readonly onCreate: (claim: NewClaim) => void;
	readonly onReject: (suggestion: Suggestion) => void;
	/** A call for help that somebody has looked at is about a claim after all. */
	readonly asClaim: boolean;
	readonly onClaim: () => void;
	/** The box in which an item is looked for, and what becomes of the one that is chosen. */
	readonly finder: Ref<HTMLInputElement>;
	readonly onChoose: (item: DeskItem) => void;
	/** Lets what was set aside wait again. */
	readonly onRestore: () => void;
	readonly onSpam: () => void;
	readonly onTrash: () => void;
	readonly onAssign: () => void;
	/** Makes a line of each. */
	readonly onTakeApart: () => void;
}

/** A report that waits, or several that say the same: what was written, which items it may belong to, and what to do with it. */
export function ReportPanel(props: Props) {
	const { reports, suggestions } = props;
	const [report] = reports;
	const { t, time, rows } = useDesk();
	const best = suggestions?.[0];
	const area = areaName(rows, report.area);
	return (
		<>
			{report.crisis && (
				<p class="desk-crisis">
					<strong>{t('crisis')}</strong> {t('crisisHelp')}
				</p>
			)}
			<p class="desk-content">
				{best?.wording ? <Marked text={report.content} other={best.wording} /> : report.content}
			</p>
			<p class="desk-about">
				{t(`channel.${report.channel}`)} · {t('receivedAt', { time: time(report.receivedAt) })}
				{report.heardOn && ` · ${t('heardOn', { day: report.heardOn })}`}
				{area && ` · ${t('area', { area })}`}
			</p>
			{reports.length > 1 && <FoldedReports reports={reports} onTakeApart={props.onTakeApart} />}
			{report.standing === 'suspect' && (
				<p class="desk-note">
					<strong>{t('suspectShort')}</strong> {t('suspectHelp')}
				</p>
			)}
			{report.image && (
				<Screenshot
					image={report.image}
					shown={props.looking}
					onToggle={props.onLook}
					hint={t('keyHint', { key: 'p' })}
				/>
			)}
			{report.aside ? <Aside {...props} /> : <Sorting {...props} />}
		</>
	);
}

/** What can be done with a report that waits. */
function Sorting(props: Props) {
	const { suggestions, other, opening } = props;
	const [report] = props.reports;
	const { t, rows } = useDesk();
	const disabled = other !== undefined || !rows.frame.me.sorts;
	const isClaim = !report.crisis || props.asClaim;
	const isMine = props.reports.every(({ assignee }) => assignee === rows.frame.me.id);
	if (opening)
		return (
			<NewItemForm
				claim={opening === 'new' ? proposedClaim(report.content) : opening.claim}
				variantOf={opening === 'new' ? undefined : opening.item}
				about={props.name}
				onCreate={props.onCreate}
				onClose={() => props.onOpening(undefined)}
			/>
		);
	return (
		<>
			{isClaim && (
				<SuggestionList
					content={report.content}
					suggestions={suggestions}
					disabled={disabled}
					onConfirm={props.onConfirm}
					onVariant={props.onOpening}
					onReject={props.onReject}
				/>
			)}
			{isClaim && !disabled && (
				<details class="desk-forms" open={report.crisis || undefined}>
					<summary>{t('intoOther')}</summary>
					<ItemFinder input={props.finder} onChoose={props.onChoose} />
				</details>
			)}
			<p class="desk-actions">
				{!isClaim && (
					<button type="button" disabled={disabled} onClick={props.onClaim}>
						{t('asClaim')}
					</button>
				)}
				<button type="button" disabled={disabled} onClick={() => props.onOpening('new')}>
					{t('newItem')}
				</button>
				<button type="button" disabled={disabled} onClick={props.onSpam}>
					{t('spam')}
				</button>
				<button type="button" disabled={disabled} onClick={props.onTrash}>
					{t('trash')}
				</button>
				<button type="button" disabled={!rows.frame.me.sorts} onClick={props.onAssign}>
					{isMine ? t('assignNobody') : t('assignMe')}
				</button>
			</p>
		</>
	);
}

/** A report that was set aside, and its way back. */
function Aside({ reports: [report], other, onRestore }: Props) {
	const { t, time, rows } = useDesk();
	const disabled = other !== undefined || !rows.frame.me.sorts;
	return (
		<>
			<p class="desk-note">
				<strong>{t(report.aside === 'spam' ? 'asideSpam' : 'asideTrash')}</strong>{' '}
				{report.deleteAfter && t('asideUntil', { time: time(report.deleteAfter) })}
			</p>
			<p class="desk-actions">
				<button type="button" disabled={disabled} onClick={onRestore}>
					{t('restore')}
				</button>
			</p>
		</>
	);
}
