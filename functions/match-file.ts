import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
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
	const input = values.input === '-' ? process.stdin : createReadStream(values.input, 'utf8');
	try {
		const areas = values.areas.split(/[,，、]/u).filter((name) => name !== '');
		const figures = await matchLines(input, { prints: !values.measure, areas });
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
	{ prints, areas }: { readonly prints: boolean; readonly areas: readonly string[] },
): Promise<MatchFigures> {
	const desk = matchingDesk(areas);
	const tally = matchTally();
	let number = 0;
	for await (const written of linesOf(input)) {
		number += 1;
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

/** JSON may hold U+2028 and U+2029 as they are: they end no line, as they would for `readline`. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
	input.setEncoding('utf8');
	let left = '';
	for await (const chunk of input) {
		const lines = `${left}${chunk}`.split('\n');
		left = lines.pop() ?? '';
		yield* lines;
	}
	if (left !== '') yield left;
}

function readLine(written: string): MatchLine | undefined {
	try {
		return lineSchema.parse(JSON.parse(written.replace(/^\uFEFF/, '')));
	} catch {
		return undefined;
	}
}
