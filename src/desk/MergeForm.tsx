import { useMemo, useState } from 'preact/hooks';
import { isClosed } from '../domain/report.ts';
import type { DeskItem, Suggestion } from './api.ts';
import { useDesk } from './context.ts';

interface Props {
	readonly item: DeskItem;
	readonly alike: readonly Suggestion[];
}

const mostFound = 8;

/** Merging an item into another: those that are like it, or one that is looked for. What it does is said before it is done. */
export function MergeForm({ item, alike }: Props) {
	const { api, t, rows, act } = useDesk();
	const [text, setText] = useState('');
	const [target, setTarget] = useState<DeskItem>();
	const found = useMemo(() => {
		const words = text.trim().toLowerCase();
		if (words === '') return [];
		return [...rows.items.values()]
			.filter(({ id, claim }) => id !== item.id && claim.toLowerCase().includes(words))
			.slice(0, mostFound);
	}, [text, rows.items, item.id]);
	const suggested = alike.flatMap((each) => rows.items.get(each.item) ?? []);
	const choices = text.trim() === '' ? suggested : found;
	return (
		<details class="desk-forms" open={target !== undefined || undefined}>
			<summary>{t('mergeInto')}</summary>
			<div class="desk-form">
				<label>
					{t('findItem')}
					<input value={text} onInput={(event) => setText(event.currentTarget.value)} />
				</label>
				<ul class="desk-reports">
					{choices.map((each) => (
						<li key={each.id}>
							<span>
								{each.claim} <small>{t(`state.${each.state}`)}</small>
							</span>
							<button type="button" onClick={() => setTarget(each)}>
								{t('chooseIt')}
							</button>
							{text.trim() === '' && (
								<button type="button" onClick={() => act(() => api.notSame(item.id, each.id))}>
									{t('notSame')}
								</button>
							)}
						</li>
					))}
				</ul>
				{target && (
					<div class="desk-note">
						<p>
							{t('mergePreview', { count: item.reports, claim: target.claim })}{' '}
							{isClosed(target.state) && t('mergeClosed', { state: t(`state.${target.state}`) })}
						</p>
						<p class="desk-actions">
							<button
								type="button"
								onClick={() =>
									act(() => api.merge(item, target), t('mergeDone')).then(() =>
										setTarget(undefined),
									)
								}
							>
								{t('doMerge')}
							</button>
							<button type="button" onClick={() => setTarget(undefined)}>
								{t('cancel')}
							</button>
						</p>
					</div>
				)}
			</div>
		</details>
	);
}
