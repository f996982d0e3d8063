/** Decap's select, as its prebuilt bundle gives it to extensions. */
type SelectControl = new (...args: never[]) => { render(): { readonly props: object } };

/** Decap's select, that says in the editor's own language when nothing matches what was typed; by itself it speaks English. */
export function sayNothingFound<Select extends SelectControl>(
	select: Select,
	text: string,
): Select {
	const saying = class extends (select as SelectControl) {
		override render() {
			const element = super.render();
			return { ...element, props: { ...element.props, noOptionsMessage: () => text } };
		}
	};
	return saying as Select;
}
