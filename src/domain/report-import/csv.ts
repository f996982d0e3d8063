/** A line of a file: where it begins, counted from 1, and its cells. */
export interface CsvLine {
	readonly line: number;
	readonly cells: readonly string[];
}

/** Reads CSV (RFC 4180): quoted cells may hold commas, quotes written twice, and ends of lines. Empty lines are none. */
export function readCsv(text: string): readonly CsvLine[] {
	const lines: CsvLine[] = [];
	let cells: string[] = [];
	let cell = '';
	let isQuoted = false;
	let line = 1;
	let began = 1;
	const endCell = () => {
		cells.push(cell);
		cell = '';
	};
	const endLine = () => {
		endCell();
		if (cells.some((each) => each.trim() !== '')) lines.push({ line: began, cells });
		cells = [];
		began = line;
	};
	const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
	for (let at = 0; at < source.length; at += 1) {
		const character = source[at] ?? '';
		if (character === '\n') line += 1;
		if (isQuoted && character === '"' && source[at + 1] === '"') {
			cell += '"';
			at += 1;
		} else if (character === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
		else if (isQuoted) cell += character;
		else if (character === ',') endCell();
		else if (character === '\n') endLine();
		else cell += character;
	}
	endLine();
	return lines;
}
