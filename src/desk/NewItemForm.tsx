import { useEffect, useRef } from 'preact/hooks';
import type { DeskTranslate } from '../i18n/desk-strings.ts';

interface Props {
	readonly t: DeskTranslate;
	readonly onCreate: (item: { claim: string; harm: number; spread: number }) => void;
	readonly onClose: () => void;
}

/** A new item: the claim in the moderator's own neutral words, and its risk. */
export function NewItemForm({ t, onCreate, onClose }: Props) {
	const claim = useRef<HTMLInputElement>(null);
	useEffect(() => claim.current?.focus(), []);
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const form = new FormData(event.currentTarget);
		onCreate({
			claim: String(form.get('claim')),
			harm: Number(form.get('harm')),
			spread: Number(form.get('spread')),
		});
	};
	return (
		<form class="desk-new" onSubmit={submit}>
			<label>
				{t('claim')}
				<input ref={claim} name="claim" required maxLength={200} />
			</label>
			<Score name="harm" label={t('harm')} t={t} />
			<Score name="spread" label={t('spread')} t={t} />
			<p class="desk-actions">
				<button type="submit">{t('create')}</button>
				<button type="button" onClick={onClose}>
					{t('cancel')}
				</button>
			</p>
		</form>
	);
}

function Score({ name, label, t }: { name: string; label: string; t: DeskTranslate }) {
	return (
		<label>
			{label}
			<select name={name}>
				<option value="1">{t('low')}</option>
				<option value="2" selected>
					{t('medium')}
				</option>
				<option value="3">{t('high')}</option>
			</select>
		</label>
	);
}
