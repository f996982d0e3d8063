import { useState } from 'preact/hooks';
import { editorPath } from '../domain/editor-path.ts';
import type { DeskItem, Wording } from './api.ts';
import { useDesk } from './context.ts';

interface Props {
	readonly item: DeskItem;
	readonly disabled: boolean;
}

/** The draft of a response: at once, or with other wordings of the claim, which nobody publishes without having read and chosen them. */
export function WordingsForm({ item, disabled }: Props) {
	const { api, t, language, base, act, rows } = useDesk();
	const [wordings, setWordings] = useState<readonly Wording[]>();
	const [texts, setTexts] = useState<Readonly<Record<number, string>>>({});
	const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
	if (item.response?.state === 'answered') return null;
	const draft = (aliases: readonly string[]) =>
		act(
			async () => {
				const { ref } = await api.draft(item.id, aliases);
				location.assign(`${base}${editorPath(language, { collection: 'rumors', ref })}`);
			},
			'',
			'final',
		);
	const isDraft = rows.frame.standings[item.draftRef ?? '']?.draftStatus !== undefined;
	const toggle = (index: number) => {
		const next = new Set(chosen);
		if (!next.delete(index)) next.add(index);
		setChosen(next);
	};
	return (
		<>
			<p class="desk-actions">
				<button type="button" disabled={disabled} onClick={() => draft([])}>
					{isDraft ? t('openDraft') : t('draft')}
				</button>
				{item.reports > 0 && (
					<button
						type="button"
						disabled={disabled}
						aria-expanded={wordings !== undefined}
						onClick={async () =>
							setWordings(wordings ? undefined : await api.wordings(item.id).catch(() => []))
						}
					>
						{t('chooseWordings')}
					</button>
				)}
			</p>
			{wordings && (
				<form
					class="desk-form"
					onSubmit={(event) => {
						event.preventDefault();
						const picked = [...chosen].map((index) => texts[index] ?? wordings[index]?.text ?? '');
						void draft(picked.map((each) => each.trim()).filter(Boolean));
					}}
				>
					<p>{t('wordingsHelp')}</p>
					<ul class="desk-reports">
						{wordings.map((wording, index) => (
							<li key={wording.text}>
								<label class="desk-pick">
									<input
										type="checkbox"
										checked={chosen.has(index)}
										onClick={() => toggle(index)}
										aria-label={t('select', { text: wording.text.slice(0, 30) })}
									/>{' '}
									<span>{t('asked', { count: wording.count })}</span>
								</label>
								<textarea
									maxLength={200}
									rows={2}
									aria-label={t('wording')}
									value={texts[index] ?? wording.text.slice(0, 200)}
									onInput={(event) => setTexts({ ...texts, [index]: event.currentTarget.value })}
								/>
								{wording.warnings.map((warning) => (
									<strong key={warning} class="desk-warning">
										{t(`warning.${warning}`)}
									</strong>
								))}
							</li>
						))}
					</ul>
					<p class="desk-actions">
						<button type="submit" disabled={disabled || chosen.size === 0}>
							{t('draftWith', { count: chosen.size })}
						</button>
					</p>
				</form>
			)}
		</>
	);
}
