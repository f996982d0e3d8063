import { useEffect } from 'preact/hooks';

/** Single keys as commands. They do nothing while someone types, composes Chinese with an IME, or holds a modifier. */
export function useKeys(commands: Readonly<Record<string, () => unknown>>): void {
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
			if (
				event.target instanceof HTMLElement &&
				event.target.closest('input, textarea, select, [contenteditable]')
			)
				return;
			const command = commands[event.key];
			if (!command) return;
			event.preventDefault();
			command();
		};
		document.addEventListener('keydown', onKey);
		return () => document.removeEventListener('keydown', onKey);
	});
}
