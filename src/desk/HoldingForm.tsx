import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { longestClaim } from '../domain/report.ts';
import type { EnglishHolding } from '../domain/templates/holding-line.ts';
import { toOffsetString } from '../domain/time.ts';
import type { DeskItem, HoldingLine } from './api.ts';
import { useDesk } from './context.ts';
import { ReplyPicker } from './ReplyPicker.tsx';

interface Props {
	readonly item: DeskItem;
	readonly onClose: () => void;
}

/**
 * "Heard, checking, do this meanwhile, next update at": filled in, with the button in focus, so that
 * c and Enter publish it. Who may not publish hands it to the publishers the same way.
 */
export function HoldingForm({ item, onClose }: Props) {
	const { api, t, rows, act } = useDesk();
	const [line, setLine] = useState<HoldingLine>();
	const [seen] = useState(item.version);
	/** It was refused, and what changed has been said: sent again it is about the item as it is now. */
	const [isTold, setTold] = useState(false);
	const version = isTold ? item.version : seen;
	const button = useRef<HTMLButtonElement>(null);
	const fact = useRef<HTMLTextAreaElement>(null);
	const actions = useRef<HTMLTextAreaElement>(null);
	useEffect(() => {
		api.holding(item.id).then(setLine, () => onClose());
	}, [api, item.id]);
	useLayoutEffect(() => button.current?.focus(), [line === undefined]);
	if (!line) return <p class="desk-about">…</p>;

	const { issuers, topics, areas } = rows.frame.choices;
	const submit = async (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const form = new FormData(event.currentTarget);
		const said = (name: string) => String(form.get(name) ?? '');
		const asked: HoldingLine = {
			title: said('title'),
			summary: said('summary'),
			fact: said('fact'),
			actions: linesOf(said('actions')),
			nextUpdateAt: `${said('nextUpdateAt')}:00+08:00`,
			issuer: said('issuer'),
			topic: said('topic'),
			area: said('area'),
			...(said('english.claim').trim() !== '' && {
				english: {
					claim: said('english.claim'),
					fact: said('english.fact'),
					actions: linesOf(said('english.actions')),
				},
			}),
			...(line.word && { confirm: said('confirm') }),
		};
		const done = rows.frame.me.publishes ? t('holdingPublished') : t('holdingHandedOver');
		const isDone = await act(() => api.publishHolding(item.id, version, asked), done, 'final');
		if (isDone) onClose();
		else setTold(true);
	};
	return (
		<form
			class="desk-form desk-holding"
			aria-label={t('checking')}
			onSubmit={submit}
			onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && onClose()}
		>
			{line.word && (
				<label>
					{t(line.word === 'exercise' ? 'wordExercise' : 'wordReal')}
					<input name="confirm" required maxLength={60} autocomplete="off" />
				</label>
			)}
			<p class="desk-actions">
				<button ref={button} type="submit">
					{rows.frame.me.publishes ? t('publishNow') : t('handOver')}
				</button>
				<button type="button" onClick={onClose}>
					{t('cancel')}
				</button>
			</p>
			<label>
				{t('holdingTitle')}
				<input name="title" required maxLength={80} defaultValue={line.title} />
			</label>
			<label>
				{t('holdingSummary')}
				<input name="summary" required maxLength={200} defaultValue={line.summary} />
			</label>
			<label>
				{t('holdingFact')}
				<textarea
					ref={fact}
					name="fact"
					required
					maxLength={1200}
					rows={3}
					defaultValue={line.fact}
				/>
			</label>
			<ReplyPicker purpose="holding" into={fact} />
			<label>
				{t('holdingActions')}
				<textarea
					ref={actions}
					name="actions"
					maxLength={1200}
					rows={2}
					defaultValue={line.actions.join('\n')}
				/>
			</label>
			<ReplyPicker purpose="meanwhile" into={actions} />
			<label>
				{t('nextUpdateAt')}
				<input
					type="datetime-local"
					name="nextUpdateAt"
					required
					defaultValue={toOffsetString(new Date(line.nextUpdateAt)).slice(0, 16)}
				/>
			</label>
			<Choice name="issuer" label={t('issuer')} from={issuers} value={line.issuer} />
			<Choice name="topic" label={t('topic')} from={topics} value={line.topic} />
			<Choice name="area" label={t('areaOf')} from={areas} value={line.area} />
			{line.english && <EnglishPart english={line.english} />}
		</form>
	);
}

/** Folded up: where the claim is left empty, nothing is said in English. */
function EnglishPart({ english }: { english: EnglishHolding }) {
	const { t } = useDesk();
	return (
		<details class="desk-forms">
			<summary>{t('inEnglish')}</summary>
			<p class="desk-about">{t('inEnglishHelp')}</p>
			<label>
				{t('holdingClaim')}
				<input name="english.claim" lang="en" maxLength={longestClaim} />
			</label>
			<label>
				{t('holdingFact')}
				<textarea
					name="english.fact"
					lang="en"
					maxLength={1200}
					rows={3}
					defaultValue={english.fact}
				/>
			</label>
			<label>
				{t('holdingActions')}
				<textarea
					name="english.actions"
					lang="en"
					maxLength={1200}
					rows={2}
					defaultValue={english.actions.join('\n')}
				/>
			</label>
		</details>
	);
}

function linesOf(text: string): readonly string[] {
	return text
		.split('\n')
		.map((each) => each.trim())
		.filter(Boolean);
}

function Choice({
	name,
	label,
	from,
	value,
}: {
	name: string;
	label: string;
	from: readonly { readonly code: string; readonly name: string }[];
	value: string;
}) {
	return (
		<label>
			{label}
			<select name={name}>
				{from.map((each) => (
					<option key={each.code} value={each.code} selected={each.code === value}>
						{each.name}
					</option>
				))}
			</select>
		</label>
	);
}
