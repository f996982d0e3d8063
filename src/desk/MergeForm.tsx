import { useState } from 'preact/hooks';
import { isClosed } from '../domain/report.ts';
import type { DeskItem, Suggestion } from './api.ts';
import { useDesk } from './context.ts';
import { ItemFinder } from './ItemFinder.tsx';

interface Props {
	readonly item: DeskItem;
	readonly alike: readonly Suggestion[];
}

/** Merging an item into another: those that are like it, or one that is looked for. What it does is said before it is done. */
export function MergeForm({ item, alike }: Props) {
	const { api, t, rows, act } = useDesk();
	const [target, setTarget] = useState<DeskItem>();
	return (
		<details class="desk-forms" open={target !== undefined || undefined}>
			<summary>{t('mergeInto')}</summary>
			<div class="desk-form">
				<ItemFinder
					offered={alike.flatMap((each) => rows.items.get(each.item) ?? [])}
					without={item.id}
					onChoose={setTarget}
					beside={(other) => (
						<button type="button" onClick={() => act(() => api.notSame(item.id, other.id))}>
							{t('notSame')}
						</button>
					)}
				/>
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
