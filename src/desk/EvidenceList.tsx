import { useRef } from 'preact/hooks';
import type { DeskItem, Evidence } from './api.ts';
import { useDesk } from './context.ts';
import { ReplyPicker } from './ReplyPicker.tsx';

interface Props {
	readonly item: DeskItem;
	readonly evidence: readonly Evidence[];
	readonly disabled: boolean;
}

/** What speaks for or against a claim. It goes into the draft of the response. */
export function EvidenceList({ item, evidence, disabled }: Props) {
	const { api, t, act } = useDesk();
	const what = useRef<HTMLInputElement>(null);
	const submit = async (event: SubmitEvent) => {
		event.preventDefault();
		const form = event.currentTarget;
		if (!(form instanceof HTMLFormElement)) return;
		const fields = new FormData(form);
		const said = (name: string) => String(fields.get(name) ?? '').trim();
		const url = said('url');
		const image = said('image');
		const found = {
			what: said('what'),
			who: said('who'),
			date: said('date'),
			...(url ? { url } : {}),
			...(image ? { image } : {}),
		};
		// What was typed stays where it is until it is kept.
		if (await act(() => api.addEvidence(item.id, found))) form.reset();
	};
	return (
		<details class="desk-forms" open={evidence.length > 0}>
			<summary>{t('evidence', { count: evidence.length })}</summary>
			<ul class="desk-evidence">
				{evidence.map((each) => (
					<li key={each.id}>
						{each.what}（{each.who}，{each.date}）{' '}
						{each.url && (
							<a href={each.url} rel="noreferrer" target="_blank">
								{new URL(each.url).host}
							</a>
						)}
						{each.image && <span>{t('image', { id: each.image })}</span>}
						<button
							type="button"
							disabled={disabled}
							onClick={() => act(() => api.dropEvidence(item.id, each.id))}
						>
							{t('remove')}
						</button>
					</li>
				))}
			</ul>
			{!disabled && (
				<form class="desk-form" onSubmit={submit}>
					<label>
						{t('evidenceWhat')}
						<input ref={what} name="what" required maxLength={240} />
					</label>
					<ReplyPicker purpose="any" into={what} />
					<label>
						{t('evidenceWho')}
						<input name="who" required maxLength={80} />
					</label>
					<label>
						{t('evidenceDate')}
						<input type="date" name="date" required />
					</label>
					<label>
						{t('evidenceUrl')}
						<input type="url" name="url" maxLength={500} placeholder="https://" />
					</label>
					<label>
						{t('evidenceImage')}
						<input name="image" maxLength={120} />
					</label>
					<p class="desk-actions">
						<button type="submit">{t('addEvidence')}</button>
					</p>
				</form>
			)}
		</details>
	);
}
