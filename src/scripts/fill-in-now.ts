import { defaultLanguage } from '../domain/languages.ts';

/** Decap's date and time, as its prebuilt bundle gives it to extensions. */
type DateControl = new (
	...args: never[]
) => {
	readonly props: { readonly locale?: string };
	componentDidMount?(): void;
};

/**
 * Decap's date and time, that puts the present in place of `{{now}}` for the default language alone. The pane of a
 * translation holds the same field out of sight and would write it into its own file (decap-cms 3.16).
 */
export function fillInNowOnce<Control extends DateControl>(control: Control): Control {
	const once = class extends (control as DateControl) {
		override componentDidMount() {
			const { locale = defaultLanguage } = this.props;
			if (locale === defaultLanguage) super.componentDidMount?.();
		}
	};
	return once as Control;
}
