import { useLayoutEffect, useRef } from 'preact/hooks';
import { longestClaim } from '../domain/report.ts';
import type { NewClaim } from './api.ts';
import { useDesk } from './context.ts';

interface Props {
	/** The claim to begin with. It is selected, so that what is typed takes its place. */
	readonly claim?: string | undefined;
	readonly variantOf?: string | undefined;
	/** What it is about: what was written for that is there again until the tab is closed. */
	readonly about?: string;
	readonly onCreate: (item: NewClaim) => void;
	readonly onClose: () => void;
}

/** A new item: the claim in the moderator's own neutral words, and its risk. */
export function NewItemForm({ claim = '', variantOf, about, onCreate, onClose }: Props) {
	const { t } = useDesk();
	const input = useRef<HTMLInputElement>(null);
	// Before the next key comes, which is a letter of the claim and no command any more.
	useLayoutEffect(() => {
		input.current?.focus();
		input.current?.select();
	}, []);
	const place = about === undefined ? undefined : `desk claim ${about} ${variantOf ?? ''}`;
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const form = new FormData(event.currentTarget);
		onCreate({
			claim: String(form.get('claim')),
			harm: Number(form.get('harm')),
			spread: Number(form.get('spread')),
			...(variantOf === undefined ? {} : { variantOf }),
		});
	};
	return (
		<form
			class="desk-form"
			onSubmit={submit}
			onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && onClose()}
		>
			{variantOf !== undefined && <p>{t('variantHelp')}</p>}
			<label>
				{t('claim')}
				<input
					ref={input}
					name="claim"
					required
					maxLength={longestClaim}
					defaultValue={(place && sessionStorage.getItem(place)) || claim}
					onInput={({ currentTarget }) =>
						place && sessionStorage.setItem(place, currentTarget.value)
					}
				/>
			</label>
			<Score name="harm" label={t('harm')} />
			<Score name="spread" label={t('spread')} />
			<p class="desk-actions">
				<button type="submit">{t('create')}</button>
				<button
					type="button"
					onClick={() => {
						if (place) sessionStorage.removeItem(place);
						onClose();
					}}
				>
					{t('cancel')}
				</button>
			</p>
		</form>
	);
}

/** A score of harm or spread, 1 to 3. */
export function Score({ name, label, value = 2 }: { name: string; label: string; value?: number }) {
	const { t } = useDesk();
	return (
		<label>
			{label}
			<select name={name}>
				{(['low', 'medium', 'high'] as const).map((word, index) => (
					<option key={word} value={index + 1} selected={index + 1 === value}>
						{t(word)}
					</option>
				))}
			</select>
		</label>
	);
}
