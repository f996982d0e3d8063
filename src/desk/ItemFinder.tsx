import type { Ref } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { DeskItem } from './api.ts';
import { useDesk } from './context.ts';
import { findItems } from './find-items.ts';

interface Props {
	/** What is offered before something is looked for. */
	readonly offered?: readonly DeskItem[];
	/** One that is not to be found: the item itself. */
	readonly without?: string;
	readonly chosen?: string | undefined;
	readonly onChoose: (item: DeskItem) => void;
	readonly input?: Ref<HTMLInputElement>;
	/** Beside each item that is offered. */
	readonly beside?: (item: DeskItem) => preact.ComponentChildren;
}

const mostFound = 8;

/** Looks for an item among all, open and closed. Enter takes the first. */
export function ItemFinder({ offered = [], without, chosen, onChoose, input, beside }: Props) {
	const { t, rows } = useDesk();
	const [text, setText] = useState('');
	const isLooking = text.trim() !== '';
	const found = useMemo(() => {
		const others = [...rows.items.values()].filter(({ id }) => id !== without);
		return findItems(others, text, mostFound);
	}, [text, rows.items, without]);
	const shown = isLooking ? found : offered;
	return (
		<div class="desk-form">
			<label>
				{t('findItem')}
				<input
					ref={input ?? null}
					type="search"
					value={text}
					onInput={(event) => setText(event.currentTarget.value)}
					onKeyDown={(event) => {
						if (event.isComposing) return;
						if (event.key === 'Escape') event.currentTarget.blur();
						if (event.key !== 'Enter') return;
						event.preventDefault();
						if (found[0]) onChoose(found[0]);
					}}
				/>
			</label>
			{isLooking && found.length === 0 && (
				<p class="desk-about" role="status">
					{t('noItemFound')}
				</p>
			)}
			<ul class="desk-reports">
				{shown.map((item, index) => (
					<li key={item.id}>
						<span>
							{item.claim} <small>{t(`state.${item.state}`)}</small>
						</span>
						<button
							type="button"
							aria-pressed={chosen === undefined ? undefined : chosen === item.id}
							onClick={() => onChoose(item)}
						>
							{t('chooseIt')}
							{isLooking && index === 0 && t('keyHint', { key: 'Enter' })}
						</button>
						{!isLooking && beside?.(item)}
					</li>
				))}
			</ul>
		</div>
	);
}
