import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { textOfTable } from '../src/domain/report-import/text-of-table.ts';
import { type MatchLine, matchingDesk } from './match-lines.ts';
import { type MatchFigures, matchTally } from './match-tally.ts';

const lineSchema = z.object({
	id: z.union([z.string(), z.number()]).transform(String),
	text: z.string(),
	// Programs that export write what they do not know as `null`, or as nothing between the quotes.
	date: z.string().nullish().transform(known),
	item: z.union([z.string(), z.number()]).nullish().transform(known),
});

function known(value: string | number | null | undefined): string | undefined {
	return value === null || value === undefined || value === '' ? undefined : String(value);
}

/**
 * `match --input FILE [--areas NAMES] [--measure]`: what the desk would have said of each report of a file, in order, before learning from it.
 * Prints a line of JSON for each, or with `--measure` one object of figures. The exit code: 2 for a wrong call, 1 for a bad line.
 */
export async function matchFile(args: readonly string[]): Promise<number> {
	const { values } = parseArgs({
		args: [...args],
		options: {
			input: { type: 'string' },
			areas: { type: 'string', default: '' },
			measure: { type: 'boolean', default: false },
		},
	});
	if (values.input === undefined) {
		process.stderr.write(
			'Say which file: npm run -s mingbai -- match --input reports.ndjson\nEach line is {"id":"…","text":"…"} with, where they are known, "date":"…" and the "item":"…" that a moderator confirmed.\n--areas 云溪镇,石门乡 names the county’s own places.\n',
		);
		return 2;
	}
	const input = values.input === '-' ? process.stdin : createReadStream(values.input);
	try {
		const areas = values.areas.split(/[,，、]/u).filter((name) => name !== '');
		const figures = await matchLines(input, { name: values.input, prints: !values.measure, areas });
		if (values.measure) process.stdout.write(`${JSON.stringify(figures)}\n`);
		return figures.bad_lines > 0 ? 1 : 0;
	} catch (error) {
		if (!(error instanceof Error && 'code' in error)) throw error;
		process.stderr.write(`${values.input} cannot be read: ${error.message}\n`);
		return 2;
	}
}

async function matchLines(
	input: NodeJS.ReadableStream,
	{
		name,
		prints,
		areas,
	}: { readonly name: string; readonly prints: boolean; readonly areas: readonly string[] },
): Promise<MatchFigures> {
	const desk = matchingDesk(areas);
	const tally = matchTally();
	let number = 0;
	let isAllUtf8 = true;
	for await (const bytes of linesOf(input)) {
		number += 1;
		if (isAllUtf8 && !isUtf8(bytes)) {
			isAllUtf8 = false;
			process.stderr.write(notUtf8(name, number));
		}
		const written = textOfTable(bytes);
		if (written.trim() === '') continue;
		const line = readLine(written);
		if (!line) {
			tally.bad();
			process.stderr.write(
				`Line ${number} is left out: it needs "id" and "text" in one JSON object.\n`,
			);
			continue;
		}
		const begun = performance.now();
		const matched = desk.decide(line);
		tally.count(line, matched, performance.now() - begun);
		desk.learn(line);
		if (prints) process.stdout.write(`${JSON.stringify(matched)}\n`);
	}
	return tally.figures();
}

function notUtf8(name: string, line: number): string {
	return `${name} is not all UTF-8: line ${line}, and others like it, are read as GB 18030. If what they say looks wrong, please save the file as UTF-8.\n`;
}

const newline = 0x0a;

/**
 * The lines of a file in bytes: no character of UTF-8 or of GB 18030 has a newline in it. JSON may hold U+2028 and U+2029
 * as they are: they end no line, as they would for `readline`.
 */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
	let left: Uint8Array[] = [];
	for await (const chunk of input) {
		const bytes = Buffer.from(chunk);
		let from = 0;
		for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
			yield Buffer.concat([...left, bytes.subarray(from, end)]);
			left = [];
			from = end + 1;
		}
		left.push(bytes.subarray(from));
	}
	const last = Buffer.concat(left);
	if (last.length > 0) yield last;
}

function readLine(written: string): MatchLine | undefined {
	try {
		return lineSchema.parse(JSON.parse(written.replace(/^\uFEFF/, '')));
	} catch {
		return undefined;
	}
}
