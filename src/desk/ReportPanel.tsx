import { useEffect, useState } from 'preact/hooks';
import type { DeskReport, NewClaim, Suggestion } from './api.ts';
import { useDesk } from './context.ts';
import { NewItemForm } from './NewItemForm.tsx';
import { Screenshot } from './Screenshot.tsx';
import { Marked, SuggestionList } from './SuggestionList.tsx';
import type { OtherHolder } from './use-lock.ts';

interface Props {
	readonly report: DeskReport;
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
	readonly onSpam: () => void;
	readonly onTrash: () => void;
	readonly onAssign: () => void;
}

/** One report that waits: what was written, which items it may belong to, and what to do with it. */
export function ReportPanel(props: Props) {
	const { report, suggestions, other, opening } = props;
	const { t, time, rows } = useDesk();
	const best = suggestions?.[0];
	const disabled = other !== undefined || !rows.frame.me.sorts;
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
				{report.area && ` · ${t('area', { area: report.area })}`}
			</p>
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
			{!report.crisis && !opening && (
				<SuggestionList
					content={report.content}
					suggestions={suggestions}
					disabled={disabled}
					onConfirm={props.onConfirm}
					onVariant={props.onOpening}
					onReject={props.onReject}
				/>
			)}
			{opening ? (
				<NewItemForm
					claim={opening === 'new' ? '' : opening.claim}
					variantOf={opening === 'new' ? undefined : opening.item}
					onCreate={props.onCreate}
					onClose={() => props.onOpening(undefined)}
				/>
			) : (
				<p class="desk-actions">
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
						{report.assignee === rows.frame.me.id ? t('assignNobody') : t('assignMe')}
					</button>
				</p>
			)}
		</>
	);
}

/** The suggestions for a report, asked for when it is looked at. Keys do nothing until they are seen. */
export function useSuggestions(report: DeskReport | undefined, looks: number) {
	const { api } = useDesk();
	const [found, setFound] = useState<{ of: string; all: readonly Suggestion[] }>();
	const id = report?.crisis ? undefined : report?.id;
	useEffect(() => {
		if (!id) return;
		let isWanted = true;
		api.suggestions(id).then(
			(all) => isWanted && setFound({ of: id, all }),
			() => isWanted && setFound({ of: id, all: [] }),
		);
		return () => {
			isWanted = false;
		};
	}, [api, id, looks]);
	return found && found.of === id ? found.all : undefined;
}
