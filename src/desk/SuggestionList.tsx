import { makeAnotherClaim } from '../domain/matching/difference.ts';
import type { Suggestion } from './api.ts';
import { useDesk } from './context.ts';
import { differingWords } from './differing-words.ts';

interface Props {
	readonly content: string;
	readonly suggestions: readonly Suggestion[] | undefined;
	readonly disabled: boolean;
	readonly onConfirm: (index: number) => void;
	readonly onVariant: (suggestion: Suggestion) => void;
	readonly onReject: (suggestion: Suggestion) => void;
}

/** The items that a report may be about, with what differs in words and marks, never by color alone. */
export function SuggestionList({ content, suggestions, disabled, ...on }: Props) {
	const { t } = useDesk();
	if (!suggestions) return <p class="desk-about">…</p>;
	if (suggestions.length === 0) return <p class="desk-about">{t('noSuggestion')}</p>;
	return (
		<>
			<h3>{t('suggestions')}</h3>
			<ol class="desk-suggestions">
				{suggestions.map((suggestion, index) => (
					<li key={suggestion.item}>
						<p>
							<b>
								{suggestion.wording === suggestion.claim ? (
									<Marked text={suggestion.claim} other={content} />
								) : (
									suggestion.claim
								)}
							</b>{' '}
							<small>{t('score', { percent: Math.round(suggestion.score * 100) })}</small>
							{suggestion.published && <small> · {t('published')}</small>}
						</p>
						{suggestion.wording && suggestion.wording !== suggestion.claim && (
							<p class="desk-wording">
								<small>{t('mostLike')}</small> <Marked text={suggestion.wording} other={content} />
							</p>
						)}
						<AnotherClaim differences={suggestion.differences} />
						<p class="desk-actions">
							<button type="button" disabled={disabled} onClick={() => on.onConfirm(index)}>
								{t('confirm', { key: index + 1 })}
							</button>
							<button type="button" disabled={disabled} onClick={() => on.onVariant(suggestion)}>
								{index === 0 ? t('variantKey') : t('variant')}
							</button>
							<button type="button" disabled={disabled} onClick={() => on.onReject(suggestion)}>
								{t('reject')}
							</button>
						</p>
					</li>
				))}
			</ol>
		</>
	);
}

/** What makes another claim of a report, which a moderator must see before confirming. Changed words are marked in the texts. */
function AnotherClaim({ differences }: Pick<Suggestion, 'differences'>) {
	const { t } = useDesk();
	const telling = differences.filter((each) => makeAnotherClaim([each]));
	if (telling.length === 0) return null;
	return (
		<div class="desk-differs">
			<strong>{t('differs')}</strong>
			<ul>
				{telling.map(({ kind, ours, theirs }) => (
					<li key={`${kind} ${ours} ${theirs}`}>
						{t('differsIn', {
							kind: t(`difference.${kind}`),
							ours: ours || t('absent'),
							theirs: theirs || t('absent'),
						})}
					</li>
				))}
			</ul>
		</div>
	);
}

/** A text with the words marked that another does not have. */
export function Marked({ text, other }: { text: string; other: string }) {
	return (
		<>
			{differingWords(text, other).map(({ text: words, differs }, index) =>
				differs ? <mark key={index}>{words}</mark> : words,
			)}
		</>
	);
}
