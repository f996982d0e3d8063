import { useRef } from 'preact/hooks';
import { isClosed, longestClaim, referrals } from '../domain/report.ts';
import type { DeskItem, ItemChange } from './api.ts';
import { useDesk } from './context.ts';
import { Score } from './NewItemForm.tsx';
import { ReplyPicker } from './ReplyPicker.tsx';

interface Props {
	readonly item: DeskItem;
	readonly onChange: (to: ItemChange) => void;
}

/** What a moderator says of an item: its claim and risk, who is waited for, that it is none of the desk's business. */
export function ItemForms({ item, onChange }: Props) {
	const { t } = useDesk();
	const isOpen = !isClosed(item.state);
	return (
		<details class="desk-forms">
			<summary>{t('changeItem')}</summary>
			<ClaimForm item={item} onChange={onChange} />
			{isOpen && !item.response && <CheckingForm onChange={onChange} />}
			{isOpen && <SourceForm item={item} onChange={onChange} />}
			{isOpen && !item.response && <ReferForm onChange={onChange} />}
			{isOpen && !item.response && (
				<p class="desk-actions">
					<button type="button" onClick={() => onChange({ state: 'not-a-claim' })}>
						{t('notAClaim')}
					</button>
				</p>
			)}
			{!isOpen && (
				<p class="desk-actions">
					<button type="button" onClick={() => onChange({ state: 'unstarted' })}>
						{t('openAgain')}
					</button>
				</p>
			)}
		</details>
	);
}

function ClaimForm({ item, onChange }: Props) {
	const { t } = useDesk();
	const input = useRef<HTMLInputElement>(null);
	const submit = submitted((said) => {
		onChange({
			claim: said('claim'),
			harm: Number(said('harm')),
			spread: Number(said('spread')),
		});
	});
	return (
		<form class="desk-form" onSubmit={submit}>
			<label>
				{t('claim')}
				<input
					ref={input}
					name="claim"
					required
					maxLength={longestClaim}
					defaultValue={item.claim}
				/>
			</label>
			<ReplyPicker purpose="any" into={input} />
			<Score name="harm" label={t('harm')} value={item.harm} />
			<Score name="spread" label={t('spread')} value={item.spread} />
			<p class="desk-actions">
				<button type="submit">{t('save')}</button>
			</p>
		</form>
	);
}

/** "We are checking", told to those who asked alone, with the time at which they hear more. */
function CheckingForm({ onChange }: Pick<Props, 'onChange'>) {
	const { t } = useDesk();
	const submit = submitted((said) =>
		onChange({ state: 'checking', nextUpdateAt: `${said('nextUpdateAt')}:00+08:00` }),
	);
	return (
		<form class="desk-form" onSubmit={submit}>
			<label>
				{t('nextUpdateAt')}
				<input type="datetime-local" name="nextUpdateAt" required />
			</label>
			<p class="desk-actions">
				<button type="submit">{t('saveChecking')}</button>
			</p>
		</form>
	);
}

/** While somebody who was asked has not answered, the clock of the verdict stands still. */
function SourceForm({ item, onChange }: Props) {
	const { t } = useDesk();
	const submit = submitted((said) =>
		onChange({ state: 'awaiting-source', waitsFor: said('waitsFor') }),
	);
	if (item.state === 'awaiting-source')
		return (
			<p class="desk-actions">
				<button
					type="button"
					onClick={() =>
						onChange({
							state:
								item.nextUpdateAt && new Date(item.nextUpdateAt) > new Date()
									? 'checking'
									: 'unstarted',
							...(item.nextUpdateAt && new Date(item.nextUpdateAt) > new Date()
								? { nextUpdateAt: item.nextUpdateAt }
								: {}),
						})
					}
				>
					{t('sourceAnswered')}
				</button>
			</p>
		);
	return (
		<form class="desk-form" onSubmit={submit}>
			<label>
				{t('waitFor')}
				<input name="waitsFor" required maxLength={80} />
			</label>
			<p class="desk-actions">
				<button type="submit">{t('doWait')}</button>
			</p>
		</form>
	);
}

function ReferForm({ onChange }: Pick<Props, 'onChange'>) {
	const { t } = useDesk();
	// A choice alone sends nothing: with the keyboard one passes by numbers that one does not mean.
	const submit = submitted((said) => {
		const number = referrals.find((each) => each === said('number'));
		if (number) onChange({ state: 'referred', referredTo: number });
	});
	return (
		<form class="desk-form" onSubmit={submit}>
			<label>
				{t('refer')}
				<select name="number" required>
					<option value="">—</option>
					{referrals.map((number) => (
						<option key={number} value={number}>
							{t('referTo', { number })}
						</option>
					))}
				</select>
			</label>
			<p class="desk-actions">
				<button type="submit">{t('doRefer')}</button>
			</p>
		</form>
	);
}

/** Handles a form by the texts of its fields. */
function submitted(use: (said: (name: string) => string) => void) {
	return (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const form = new FormData(event.currentTarget);
		use((name) => String(form.get(name) ?? '').trim());
	};
}
