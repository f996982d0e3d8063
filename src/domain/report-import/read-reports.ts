import { type Problem, problem } from '../problem.ts';
import { type CsvLine, readCsv } from './csv.ts';

/** One report of a file, not checked yet. */
export interface ImportLine {
	/** Counted from 1, as editors of text show it. */
	readonly line: number;
	readonly values: Readonly<Record<string, string>>;
	/** Why the line could not even be read. */
	readonly problems: readonly Problem[];
}

/** What the columns of a file may be called, here and by those who keep such lists. */
const columns: Readonly<Record<string, readonly string[]>> = {
	id: ['id', '编号', '工单号', '工单编号'],
	content: ['content', 'claim', 'text', '内容', '说法', '诉求内容'],
	channel: ['channel', '渠道', '听到的地方'],
	area: ['area', 'township', '乡镇', '区域'],
	heardOn: ['heardon', 'heard_on', 'date', '日期', '听到日期'],
	language: ['language', '语言'],
	intake: ['intake', 'source', '来源'],
	receivedAt: ['receivedat', 'received_at', '时间', '受理时间', '来电时间'],
};

/** Reads a file of reports: NDJSON when it begins with a brace, else CSV whose first line names the columns. */
export function readReports(text: string): readonly ImportLine[] {
	return text
		.trimStart()
		.replace(/^\uFEFF/, '')
		.startsWith('{')
		? readNdjson(text)
		: readTable(text);
}

function readNdjson(text: string): readonly ImportLine[] {
	return text.split(/\r\n|\n|\r/).flatMap((source, index) => {
		if (source.replace(/^\uFEFF/, '').trim() === '') return [];
		const line = index + 1;
		const object = parsed(source.replace(/^\uFEFF/, ''));
		if (!object) return [{ line, values: {}, problems: [problem('import-not-json')] }];
		const values = Object.entries(object).flatMap(([name, value]) => {
			const column = columnOf(name);
			const isText = typeof value === 'string' || typeof value === 'number';
			return column && isText ? [[column, plainCell(String(value))] as const] : [];
		});
		return [{ line, values: Object.fromEntries(values), problems: [] }];
	});
}

function readTable(text: string): readonly ImportLine[] {
	const [head, ...rows] = readCsv(text);
	if (!head) return [];
	const names = head.cells.map(columnOf);
	if (!names.includes('content'))
		return [
			{ line: head.line, values: {}, problems: [problem('import-no-content-column', 'content')] },
		];
	return rows.map((row) => ({ line: row.line, values: valuesOf(row, names), problems: [] }));
}

function valuesOf({ cells }: CsvLine, names: readonly (string | undefined)[]) {
	const values: Record<string, string> = {};
	for (const [index, cell] of cells.entries()) {
		const name = names[index];
		if (name !== undefined) values[name] = plainCell(cell);
	}
	return values;
}

function columnOf(name: string): string | undefined {
	const plain = name.trim().toLowerCase();
	return Object.entries(columns).find(([, names]) => names.includes(plain))?.[0];
}

/** Spreadsheets write a quote before what they would else take for a formula. */
function plainCell(cell: string): string {
	return cell.replace(/^'(?=[=+\-@\t])/, '').trim();
}

function parsed(source: string): object | undefined {
	try {
		const value: unknown = JSON.parse(source);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
