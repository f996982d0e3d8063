/** Stands for a character that cannot be shown (Unicode 23.8). */
const replacement = '\ufffd';

/**
 * The values of a statement as PostgreSQL takes them: no text there may hold a NUL, which SQLite keeps and nobody writes.
 * A search for such a text finds nothing, instead of failing.
 */
export function storableTexts(values: readonly unknown[]): unknown[] {
	return values.map((value) =>
		typeof value === 'string' ? value.replaceAll('\0', replacement) : value,
	);
}
