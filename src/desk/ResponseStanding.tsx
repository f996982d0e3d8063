import type { PublicationRow } from '../domain/staff-answers.ts';
import type { DeskTranslate } from '../i18n/desk-strings.ts';
import type { Standing } from './api.ts';

/** Where the response of an item stands: being written, or on its way to the readers, step by step. */
export function ResponseStanding({
	standing,
	t,
}: {
	standing: Standing | undefined;
	t: DeskTranslate;
}) {
	const { draftStatus, publication } = standing ?? {};
	return (
		<>
			{draftStatus && <p class="desk-about">{t(`draftStatus.${draftStatus}`)}</p>}
			{publication && <Publication row={publication} t={t} />}
		</>
	);
}

/** Whether the way of a response is worth looking at again soon. */
export function isFresh({ settled, askedAt }: PublicationRow): boolean {
	return !settled && Date.now() - new Date(askedAt).getTime() < freshForMs;
}

const freshForMs = 10 * 60_000;

function Publication({ row, t }: { row: PublicationRow; t: DeskTranslate }) {
	const current = row.steps.find(({ state }) =>
		['open', 'late', 'waits', 'failed'].includes(state),
	);
	const step = current ? `${current.name} ${current.word}` : t('publicationDone');
	return (
		<details class="desk-publication" open={!row.settled}>
			<summary>
				{t('publication', { step })}
				{row.late && <strong> {t('publicationLate')}</strong>}
			</summary>
			<ol class="publication-steps">
				{row.steps.map(({ step: key, state, name, word, said, parts }) => (
					<li key={key} data-step={key} data-state={state}>
						{name} <b>{word}</b> <span class="soft">{said}</span>
						{parts.length > 0 && (
							<ul>
								{parts.map((part) => (
									<li key={part.text} data-state={part.state}>
										{part.text}
									</li>
								))}
							</ul>
						)}
					</li>
				))}
			</ol>
		</details>
	);
}
