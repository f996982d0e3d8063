/** What somebody typed into a form whose body was read as it came, and cannot be read again. */
const read = new WeakMap<Request, Readonly<Record<string, string>>>();

/** Keeps the fields of a request for whoever has to give them back. */
export function noteTyped(request: Request, fields: Readonly<Record<string, string>>): void {
	read.set(request, fields);
}

/** The fields of a request, where its body was read as it came. */
export function notedFields(request: Request): Readonly<Record<string, string>> | undefined {
	return read.get(request);
}
