/** A line of a CSV file (RFC 4180). */
export function csvLine(cells: readonly (string | number)[]): string {
	return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Spreadsheets take a file without this mark for one in another encoding. */
export const csvMark = '\uFEFF';

/** A cell that begins like a formula would be run by a spreadsheet; an apostrophe makes it text. */
function csvCell(value: string | number): string {
	const text = String(value);
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return `"${safe.replaceAll('"', '""')}"`;
}
