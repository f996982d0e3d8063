import siteStyle from '../styles/site.css?url';

/** A field of a form, as far as a preview shows it. */
interface PreviewField {
	readonly name: string;
	readonly label: string;
	readonly widget: string;
	readonly options?: readonly { readonly value: string; readonly label: string }[];
}

/** A form of the CMS whose entries have a preview. */
export interface PreviewForm {
	readonly name: string;
	readonly fields?: readonly PreviewField[];
}

/** What Decap hands to a preview: the entry as an immutable map, and its own previews of single fields. */
interface PreviewProps {
	readonly entry: { getIn(path: readonly string[]): unknown };
	widgetFor(name: string): unknown;
}

interface DecapPreviews {
	registerPreviewStyle(style: string, options?: { readonly raw: boolean }): void;
	registerPreviewTemplate(name: string, component: unknown): void;
}

/** Beside the form, what is typed in the site's own type and order: headline, what to do, facts, text. */
export function previewEntries(cms: DecapPreviews, forms: readonly PreviewForm[]): void {
	cms.registerPreviewStyle(siteStyle);
	// Clear of the buttons that Decap lays over the preview.
	cms.registerPreviewStyle('body{padding:1.5rem 5rem 3rem 1.5rem}', { raw: true });
	for (const { name, fields } of forms) {
		if (fields) cms.registerPreviewTemplate(name, previewOf(fields));
	}
}

function previewOf(fields: readonly PreviewField[]) {
	return ({ entry, widgetFor }: PreviewProps) => {
		const { h } = window;
		const dataOf = (name: string) => plain(entry.getIn(['data', name]));
		const has = (name: string) => fields.some((field) => field.name === name);
		const shown = fields.filter(({ name, widget }) => widget !== 'hidden' && !apart.has(name));
		return h(
			'article',
			{ className: 'entry' },
			h(
				'div',
				{},
				h('h1', {}, text(dataOf('title'))),
				h('p', { className: 'entry__lead' }, text(dataOf('summary'))),
			),
			...shown.flatMap((field) => sentences(field, dataOf(field.name))),
			has('body') ? h('div', { className: 'prose' }, widgetFor('body')) : null,
			h('dl', { className: 'facts' }, ...shown.flatMap((field) => fact(field, dataOf(field.name)))),
		);
	};
}

/** Shown in their own places, or not for readers as they stand here. */
const apart: ReadonlySet<string> = new Set([
	...['title', 'summary', 'body', 'version', 'changes'],
	...['references', 'relatedNotices'],
]);

/** Lists of sentences, such as what to do. */
function sentences({ label, widget }: PreviewField, value: unknown): unknown[] {
	const { h } = window;
	const items = Array.isArray(value) && widget === 'list' ? value.map(text).filter(Boolean) : [];
	if (items.length === 0) return [];
	return [
		h('h2', {}, label),
		h('ul', { className: 'points' }, ...items.map((item) => h('li', {}, item))),
	];
}

/** Everything else that has a value, with the words of its options. */
function fact({ label, widget, options }: PreviewField, value: unknown): unknown[] {
	const { h } = window;
	if (widget === 'list' || widget === 'boolean') return [];
	const values = Array.isArray(value) ? value : [value];
	const words = values.map(
		(each) => options?.find((option) => option.value === each)?.label ?? text(each),
	);
	const said = words.filter(Boolean).join('、');
	return said ? [h('dt', {}, label), h('dd', {}, said)] : [];
}

/** Immutable lists and maps as arrays and objects. */
function plain(value: unknown): unknown {
	const { toJS } = (value ?? {}) as { toJS?: () => unknown };
	return toJS ? toJS.call(value) : value;
}

function text(value: unknown): string {
	if (value instanceof Date) return value.toLocaleString();
	if (typeof value === 'object' && value !== null)
		return Object.values(value).map(text).filter(Boolean).join(' · ');
	return value === undefined || value === null ? '' : String(value);
}
