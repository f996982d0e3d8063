import { isMap, parseDocument } from 'yaml';

/** What one field of an entry's file says, be the rest of it ever so incomplete. */
export function fieldOf(text: string, name: string): unknown {
	const fields: unknown = read(text)?.document.toJS();
	return typeof fields === 'object' && fields !== null && name in fields
		? (fields as Record<string, unknown>)[name]
		: undefined;
}

/** Sets one field of an entry's file; what somebody wrote stays as it is. `undefined` when the fields cannot be read. */
export function withField(text: string, name: string, value: string): string | undefined {
	const { document, body } = read(text) ?? {};
	document?.set(name, value);
	return document && `---\n${document.toString({ lineWidth: 0 })}---\n${body}`;
}

/** Takes one field out of an entry's file; what somebody wrote else stays as it is. `undefined` when the fields cannot be read. */
export function withoutField(text: string, name: string): string | undefined {
	const { document, body } = read(text) ?? {};
	document?.delete(name);
	return document && `---\n${document.toString({ lineWidth: 0 })}---\n${body}`;
}

/** Adds to lists in the fields of an entry's file; what somebody wrote stays as it is. `undefined` when the fields cannot be read. */
export function withMore(
	text: string,
	lists: Readonly<Record<string, readonly unknown[]>>,
): string | undefined {
	const { document, body } = read(text) ?? {};
	if (!document) return undefined;
	const before = document.toJS() as Record<string, unknown> | null;
	for (const [name, more] of Object.entries(lists)) {
		const known = before?.[name];
		const list = Array.isArray(known) ? known : [];
		const added = more.filter((each) => !list.some((one) => isSame(one, each)));
		if (added.length > 0) document.set(name, [...list, ...added]);
	}
	return `---\n${document.toString({ lineWidth: 0 })}---\n${body}`;
}

function read(text: string) {
	const [, fields, body] = /^---\n([\s\S]*?)\n?---\n([\s\S]*)$/.exec(text) ?? [];
	if (fields === undefined || body === undefined) return undefined;
	const document = parseDocument(fields);
	const { contents, errors } = document;
	// A text or a list in place of fields has none that could be set.
	return errors.length > 0 || (contents !== null && !isMap(contents))
		? undefined
		: { document, body };
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
