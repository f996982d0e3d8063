import type { ItemDifference } from '../domain/item-change.ts';
import { itemStates } from '../domain/report.ts';
import type { DeskItem, ItemChange, Refusal } from './api.ts';
import { useDesk } from './context.ts';

/** A change that came after somebody else's. */
export interface Conflict {
	readonly item: DeskItem;
	readonly change: ItemChange;
	readonly refusal: Refusal;
}

interface Props {
	readonly conflict: Conflict;
	readonly onMine: () => void;
	readonly onTheirs: () => void;
}

/** What somebody else changed meanwhile, field by field, beside what was wanted. Nothing that was typed is lost. */
export function ConflictNotice({ conflict, onMine, onTheirs }: Props) {
	const { t } = useDesk();
	const { by, differences = [] } = conflict.refusal;
	return (
		<section class="desk-conflict" role="alert" aria-label={t('conflictTitle')}>
			<p>
				<strong>{by ? t('conflictBy', { name: by }) : t('conflictTitle')}</strong>
			</p>
			<table>
				<thead>
					<tr>
						<th scope="col">{t('conflictField')}</th>
						<th scope="col">{t('conflictWas')}</th>
						<th scope="col">{t('conflictTheirs')}</th>
						<th scope="col">{t('conflictYours')}</th>
					</tr>
				</thead>
				<tbody>
					{differences.map((difference) => (
						<tr key={difference.field}>
							<th scope="row">{t(`field.${difference.field}`)}</th>
							<Value of={difference} as="was" />
							<Value of={difference} as="theirs" />
							<Value of={difference} as="yours" />
						</tr>
					))}
				</tbody>
			</table>
			<p class="desk-actions">
				<button type="button" onClick={onMine}>
					{t('conflictUseMine')}
				</button>
				<button type="button" onClick={onTheirs}>
					{t('conflictKeepTheirs')}
				</button>
			</p>
		</section>
	);
}

function Value({ of, as }: { of: ItemDifference; as: 'was' | 'theirs' | 'yours' }) {
	const { t, time, rows } = useDesk();
	const value = of[as];
	if (value === undefined) return <td>—</td>;
	const scores = { 1: t('low'), 2: t('medium'), 3: t('high') } as const;
	const state = itemStates.find((each) => each === value);
	switch (of.field) {
		case 'state':
			return <td>{state ? t(`state.${state}`) : value}</td>;
		case 'nextUpdateAt':
			return <td>{time(value)}</td>;
		case 'assignee':
			return <td>{rows.frame.people[value] ?? value}</td>;
		case 'harm':
		case 'spread':
			return <td>{value === '1' || value === '2' || value === '3' ? scores[value] : value}</td>;
		case 'claim':
		case 'referredTo':
		case 'waitsFor':
			return <td>{value}</td>;
	}
}
