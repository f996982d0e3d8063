import { useEffect, useRef } from 'preact/hooks';
import { type Language, toolLanguage } from '../domain/languages.ts';
import { writtenInstant } from '../i18n/dates.ts';
import type { DeskTranslate } from '../i18n/desk-strings.ts';
import type { DeskReport } from './api.ts';
import { NewItemForm } from './NewItemForm.tsx';

interface Props {
	readonly report: DeskReport;
	readonly t: DeskTranslate;
	readonly language: Language;
	readonly chosen: boolean;
	readonly opening: boolean;
	readonly onChoose: () => void;
	readonly onConfirm: (item: string) => void;
	readonly onOpen: () => void;
	readonly onClose: () => void;
	readonly onCreate: (item: { claim: string; harm: number; spread: number }) => void;
	readonly onSpam: () => void;
}

/** One report that waits: what was written, and which items it may belong to. */
export function ReportCard(props: Props) {
	const { report, t, language, chosen, opening } = props;
	const card = useRef<HTMLLIElement>(null);
	useEffect(() => {
		if (chosen) card.current?.scrollIntoView({ block: 'nearest' });
	}, [chosen]);
	return (
		<li
			ref={card}
			class="desk-card"
			aria-current={chosen ? 'true' : undefined}
			data-crisis={report.crisis || undefined}
		>
			{report.crisis && (
				<p class="desk-crisis">
					<strong>{t('crisis')}</strong> {t('crisisHelp')}
				</p>
			)}
			<button type="button" class="desk-text" onClick={props.onChoose}>
				{report.content}
			</button>
			<p class="desk-about">
				{t(`channel.${report.channel}`)} ·{' '}
				{t('receivedAt', {
					time: writtenInstant(new Date(report.receivedAt), toolLanguage(language)),
				})}
				{report.heardOn && ` · ${t('heardOn', { day: report.heardOn })}`}
				{report.area && ` · ${t('area', { area: report.area })}`}
			</p>
			{chosen && (
				<>
					<h3>{report.suggestions.length > 0 ? t('suggestions') : t('noSuggestion')}</h3>
					<ol class="desk-suggestions">
						{report.suggestions.map((suggestion, index) => (
							<li key={suggestion.item}>
								<span>
									{suggestion.claim}{' '}
									<small>{t('score', { percent: Math.round(suggestion.score * 100) })}</small>
									{suggestion.published && <small> · {t('published')}</small>}
								</span>
								<button type="button" onClick={() => props.onConfirm(suggestion.item)}>
									{t('confirm', { key: index + 1 })}
								</button>
							</li>
						))}
					</ol>
					{opening ? (
						<NewItemForm t={t} onCreate={props.onCreate} onClose={props.onClose} />
					) : (
						<p class="desk-actions">
							<button type="button" onClick={props.onOpen}>
								{t('newItem')}
							</button>
							<button type="button" onClick={props.onSpam}>
								{t('spam')}
							</button>
						</p>
					)}
				</>
			)}
		</li>
	);
}
