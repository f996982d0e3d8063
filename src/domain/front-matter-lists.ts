import { parseDocument } from 'yaml';

/** Adds to lists in the fields of an entry's file; what somebody wrote stays as it is. `undefined` when the fields cannot be read. */
export function withMore(
	text: string,
	lists: Readonly<Record<string, readonly unknown[]>>,
): string | undefined {
	const [, fields, body] = /^---\n([\s\S]*?)\n?---\n([\s\S]*)$/.exec(text) ?? [];
	if (fields === undefined || body === undefined) return undefined;
	const document = parseDocument(fields);
	if (document.errors.length > 0) return undefined;
	const before = document.toJS() as Record<string, unknown> | null;
	for (const [name, more] of Object.entries(lists)) {
		const known = before?.[name];
		const list = Array.isArray(known) ? known : [];
		const added = more.filter((each) => !list.some((one) => isSame(one, each)));
		if (added.length > 0) document.set(name, [...list, ...added]);
	}
	return `---\n${document.toString({ lineWidth: 0 })}---\n${body}`;
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
