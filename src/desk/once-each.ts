/** Keeps a form whose act is under way from being sent again: a key that is held, or pressed twice, is one sending. */
export interface OnceEach {
	/** For the submit events of all forms, before they reach their form. */
	onSubmitCapture(event: SubmitEvent): void;
	/** Says that the act of the form that is being sent begins. Gives what says that it is over. */
	begin(): () => void;
}

export function onceEach(): OnceEach {
	const underWay = new WeakSet<HTMLFormElement>();
	let sent: HTMLFormElement | undefined;
	return {
		onSubmitCapture(event) {
			if (!(event.target instanceof HTMLFormElement)) return;
			if (underWay.has(event.target)) {
				event.preventDefault();
				event.stopPropagation();
				return;
			}
			sent = event.target;
			// An act begins while its form is being sent; what begins later is of something else.
			setTimeout(() => {
				sent = undefined;
			});
		},
		begin() {
			const form = sent;
			sent = undefined;
			if (form) underWay.add(form);
			return () => {
				if (form) underWay.delete(form);
			};
		},
	};
}
