import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from './context.ts';

interface Props {
	readonly title: string;
	readonly onClose: () => void;
	readonly children: ComponentChildren;
}

/** Something that lies over the desk until it is closed; the keys of the desk are dead meanwhile. */
export function Dialog({ title, onClose, children }: Props) {
	const { t } = useDesk();
	const box = useRef<HTMLDialogElement>(null);
	useLayoutEffect(() => box.current?.showModal(), []);
	return (
		<dialog ref={box} class="desk-dialog" aria-labelledby="desk-dialog-title" onClose={onClose}>
			<h2 id="desk-dialog-title">{title}</h2>
			{children}
			<p class="desk-actions">
				<button type="button" onClick={() => box.current?.close()}>
					{t('close')}
				</button>
			</p>
		</dialog>
	);
}
