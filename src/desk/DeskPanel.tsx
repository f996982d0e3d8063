import type { ComponentChildren, RefObject } from 'preact';
import { useDesk } from './context.ts';

interface Props {
	/** What is open; without it nothing is. */
	readonly title: string | undefined;
	readonly heading: RefObject<HTMLHeadingElement>;
	/** Whether it left the queue while it was open. */
	readonly isGone: boolean;
	/** Who else is at it. */
	readonly other: { readonly name: string } | undefined;
	readonly onTakeOver: () => unknown;
	readonly onBack: () => void;
	readonly children: ComponentChildren;
}

/** The frame of what is open: its title, the way back on a phone, and who else is at it. */
export function DeskPanel({ title, heading, isGone, other, onTakeOver, onBack, children }: Props) {
	const { t, rows } = useDesk();
	return (
		<section class="desk-panel" aria-labelledby="desk-panel-title">
			{title !== undefined && (
				<>
					<p class="desk-back">
						<button type="button" onClick={onBack}>
							{t('back')}
						</button>
					</p>
					<h2 id="desk-panel-title" ref={heading} tabIndex={-1}>
						{title}
					</h2>
					{isGone && <p class="desk-note">{t('goneMeanwhile')}</p>}
					{other && (
						<p class="desk-note" role="status">
							{t('takenBy', { name: other.name })}{' '}
							{rows.frame.me.sorts && (
								<button type="button" onClick={onTakeOver}>
									{t('takeOver')}
								</button>
							)}
						</p>
					)}
					{children}
				</>
			)}
		</section>
	);
}
