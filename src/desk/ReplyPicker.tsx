import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { toolLanguage } from '../domain/languages.ts';
import type { ReplyPurpose } from '../domain/saved-reply.ts';
import type { SavedReply } from './api.ts';
import { useDesk } from './context.ts';

interface Props {
	/** What stands first in the list. */
	readonly purpose: ReplyPurpose;
	/** The box that a text is put into, at its cursor. */
	readonly into: { readonly current: HTMLTextAreaElement | HTMLInputElement | null };
}

/** Saved replies, put in where the cursor is. With the keyboard: arrows choose, Enter puts in, Escape leaves. */
export function ReplyPicker({ purpose, into }: Props) {
	const { api, t, language } = useDesk();
	const [replies, setReplies] = useState<readonly SavedReply[]>();
	const list = useRef<HTMLUListElement>(null);
	const spoken = toolLanguage(language);

	useLayoutEffect(() => {
		list.current?.querySelector('button')?.focus();
	}, [replies]);

	const open = async () => {
		if (replies) return setReplies(undefined);
		const all = await api.replies().catch(() => []);
		setReplies([...all].sort((a, b) => rank(a) - rank(b)));
	};
	const rank = (reply: SavedReply) => (reply.purpose === purpose ? 0 : 1);
	const close = () => {
		setReplies(undefined);
		into.current?.focus();
	};
	const put = (text: string) => {
		const box = into.current;
		if (box) insertAtCursor(box, text);
		close();
	};
	const move = (event: KeyboardEvent) => {
		if (event.isComposing) return;
		if (event.key === 'Escape') {
			event.stopPropagation();
			return close();
		}
		if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
		event.preventDefault();
		const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
		const at = buttons.findIndex((each) => each === document.activeElement);
		const next = at + (event.key === 'ArrowDown' ? 1 : -1);
		buttons[(next + buttons.length) % buttons.length]?.focus();
	};
	return (
		<div class="desk-replies">
			<button type="button" aria-expanded={replies !== undefined} onClick={open}>
				{t('putReply')}
			</button>
			{replies && (
				<ul ref={list} onKeyDown={move}>
					{replies.map((reply) => (
						<li key={reply.id}>
							{(['zh-CN', 'en'] as const).map((tag) => (
								<button
									key={tag}
									type="button"
									lang={tag === spoken ? undefined : tag}
									onClick={() => put(reply.text[tag])}
								>
									{reply.title[tag]}
								</button>
							))}
						</li>
					))}
				</ul>
			)}
		</div>
	);
}

/** Puts text in place of what is selected, as typing does: it can be undone, and whoever watches the box hears of it. */
export function insertAtCursor(box: HTMLTextAreaElement | HTMLInputElement, text: string): void {
	const start = box.selectionStart ?? box.value.length;
	const end = box.selectionEnd ?? start;
	box.setRangeText(text, start, end, 'end');
	box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
