/** A form of the CMS: the fields of a collection, as far as they depend on each other. */
export interface DependentForm {
	readonly name: string;
	readonly fields?: readonly {
		readonly name: string;
		readonly when?: { readonly [choice: string]: readonly string[] };
	}[];
}

/** Decap's select, as its prebuilt bundle gives it to extensions. */
type SelectControl = new (
	...args: never[]
) => {
	props: { field: { get(key: 'name'): string }; value: unknown };
	render(): { readonly props: object };
	componentDidMount?(): void;
	componentDidUpdate?(before: object): void;
};

/** The values chosen in the open form, by the names of the choices. */
const chosen = new Map<string, unknown>();
/** Fields that stay in sight whatever is chosen: they held something, or were worked on. */
const kept = new Set<string>();
let forms: readonly DependentForm[] = [];

/** Decap's select, that also tells which of the other fields are asked for. */
export function decidingSelect(select: SelectControl): SelectControl {
	return class extends select {
		override componentDidMount() {
			super.componentDidMount?.();
			this.#tell();
		}
		override componentDidUpdate(before: object) {
			super.componentDidUpdate?.(before);
			this.#tell();
		}
		#tell() {
			// The pane of a translation holds the same choice without a value.
			if (this.props.value === undefined) return;
			chosen.set(this.props.field.get('name'), this.props.value);
			arrange();
		}
	};
}

/** Keeps the fields out of sight that the choices made do not ask for. */
export function arrangeFields(all: readonly DependentForm[]): void {
	forms = all;
	addEventListener('hashchange', forget);
	new MutationObserver(arrange).observe(document.body, { childList: true, subtree: true });
	for (const type of ['input', 'click'])
		document.addEventListener(type, ({ target }) => keepWorkedOn(target as Element), true);
}

/** What an opened file holds stays in sight. */
export function keepFilled(text: string): void {
	for (const name of filledFields(text)) kept.add(name);
	arrange();
}

/** The names of the fields that a file gives a value. */
export function filledFields(text: string): string[] {
	const [, frontMatter = ''] = /^---\n([\s\S]*?\n)---/.exec(text) ?? [];
	const fields = frontMatter.matchAll(/^(\w+):(.*(?:\n[ -].*)*)/gm);
	return [...fields].flatMap(([, name = '', value = '']) => (isEmpty(value.trim()) ? [] : [name]));
}

function isEmpty(value: string): boolean {
	return ['', '""', "''", '[]', '{}', 'null', '~'].includes(value);
}

function forget(): void {
	chosen.clear();
	kept.clear();
}

function arrange(): void {
	for (const { name, when } of openForm()?.fields ?? []) {
		if (!when) continue;
		const asked = Object.entries(when).every(([choice, values]) =>
			values.includes(String(chosen.get(choice))),
		);
		for (const place of placesOf(name)) {
			const hidden = !asked && !kept.has(name);
			if (place.hidden !== hidden) place.hidden = hidden;
		}
	}
}

function keepWorkedOn(target: Element): void {
	for (const { name, when } of openForm()?.fields ?? []) {
		if (when && placesOf(name).some((place) => place.contains(target))) kept.add(name);
	}
}

function openForm(): DependentForm | undefined {
	const [, collection] = /^#\/collections\/([^/]+)\/(?:new|entries)/.exec(location.hash) ?? [];
	return forms.find(({ name }) => name === collection);
}

/** Decap puts each field into a box whose label names it, in both panes. */
function placesOf(name: string): HTMLElement[] {
	const labels = document.querySelectorAll(`label[for^="${name}-field-"]`);
	return [...labels].flatMap((label) => {
		const box = label.closest('[class*="ControlContainer"]') ?? label.parentElement;
		return box instanceof HTMLElement ? [box] : [];
	});
}
