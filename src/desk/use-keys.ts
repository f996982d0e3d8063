import { useLayoutEffect } from 'preact/hooks';

/** A key that an input method takes before the page does, as browsers name it that do not say `isComposing`. */
const takenByInputMethod = 229;

/** Whether a key is not meant as a command: somebody types, composes Chinese with an input method, or holds a modifier. */
export function isTyping(event: KeyboardEvent): boolean {
	if (event.isComposing || event.keyCode === takenByInputMethod) return true;
	if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
	return (
		event.target instanceof HTMLElement &&
		event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null
	);
}

/** Whether Enter is meant for what is in focus: a button, a link. */
function isPressing(event: KeyboardEvent): boolean {
	return (
		event.key === 'Enter' &&
		event.target instanceof HTMLElement &&
		event.target.closest('button, a, summary, [type=checkbox]') !== null
	);
}

/** Single keys as commands. `Shift` is a part of a key's name where it matters: `Shift+X`. */
export function useKeys(commands: Readonly<Record<string, (() => unknown) | undefined>>): void {
	// Before the next key comes: it is meant for what is shown now, not for what was there before.
	useLayoutEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (isTyping(event) || isPressing(event)) return;
			// What lies over the desk has keys of its own.
			if (document.querySelector('dialog[open]')) return;
			const name =
				event.shiftKey && /^[a-z]$/i.test(event.key)
					? `Shift+${event.key.toUpperCase()}`
					: event.key;
			const command = commands[name];
			if (!command) return;
			// Held down, only moving goes on.
			if (event.repeat && !['j', 'k', 'ArrowDown', 'ArrowUp'].includes(name)) return;
			event.preventDefault();
			command();
		};
		document.addEventListener('keydown', onKey);
		return () => document.removeEventListener('keydown', onKey);
	});
}
