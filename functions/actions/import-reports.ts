import { hash } from 'node:crypto';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { redact } from '../../src/domain/redact.ts';
import { checkLine } from '../../src/domain/report-import/check-line.ts';
import { type ImportLine, readReports } from '../../src/domain/report-import/read-reports.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Reports } from '../store/reports.ts';
import { type Joining, type ReportedRumor, reportRumor } from './report-rumor.ts';

/** What is wrong with a line of a file; `line` is counted from 1. */
export interface LineProblem {
	readonly line: number;
	readonly problem: Problem;
}

/** What became, or would become, of a file of reports. */
export interface ImportOutcome {
	/** Reports in the file. */
	readonly lines: number;
	/** Those that are new. */
	readonly added: number;
	/** Those that were imported before, or stand in the file twice with one id or time. */
	readonly known: number;
	readonly problems: readonly LineProblem[];
	/** The first of those that are new, as they are stored. */
	readonly examples: readonly string[];
}

/** As many as a county gets in a bad week. */
export const mostLines = 20_000;
const mostExamples = 5;

/**
 * Takes reports out of a file, or with `isPreview` tells what would become of it. Lines that cannot be used are told and
 * left out. A line that was imported before is not added again: by its id, else by all it says.
 */
export async function importReports(
	parts: {
		readonly reports: Pick<Reports, 'add' | 'hasSending'>;
		readonly joining: Joining;
		readonly areas: Settings['areas'];
		readonly now: Date;
	},
	text: string,
	{ isPreview }: { readonly isPreview: boolean },
): Promise<ImportOutcome> {
	const lines = readReports(text);
	if (lines.length > mostLines) {
		const tooMany = { line: 0, problem: problem('import-too-many', '', { most: mostLines }) };
		return { lines: lines.length, added: 0, known: 0, problems: [tooMany], examples: [] };
	}
	const problems: LineProblem[] = [];
	const examples: string[] = [];
	const seen = new Set<string>();
	const nameLine = lineNames();
	const fresh: { readonly rumor: ReportedRumor; readonly now: Date }[] = [];
	let known = 0;
	for (const each of lines) {
		const checked = checkLine(each, parts.areas, parts.now);
		if ('problems' in checked) {
			problems.push(...checked.problems.map((about) => ({ line: each.line, problem: about })));
			continue;
		}
		const { id, receivedAt, ...rumor } = checked;
		const submission = nameLine(each, id);
		const content = redact(rumor.content).text.trim();
		if (seen.has(submission) || (await parts.reports.hasSending(submission, content))) {
			known += 1;
			continue;
		}
		seen.add(submission);
		if (examples.length < mostExamples) examples.push(content);
		fresh.push({ rumor: { ...rumor, submission }, now: receivedAt });
	}
	if (!isPreview) await addAll(parts, fresh);
	return { lines: lines.length, added: fresh.length, known, problems, examples };
}

const atOnce = 200;

/** So many at once share a way to the disk. */
async function addAll(
	{ reports, joining }: { readonly reports: Pick<Reports, 'add'>; readonly joining: Joining },
	fresh: readonly { readonly rumor: ReportedRumor; readonly now: Date }[],
): Promise<void> {
	for (let from = 0; from < fresh.length; from += atOnce)
		await Promise.all(
			fresh
				.slice(from, from + atOnce)
				.map(({ rumor, now }) => reportRumor({ reports, ...joining, now }, rumor)),
		);
}

/**
 * Names the lines of a file: one that is imported twice has the same lines. Equal lines without an id or a time are several
 * callers, told apart by their count.
 */
function lineNames(): (line: ImportLine, id: string | undefined) => string {
	const counts = new Map<string, number>();
	return ({ values }, id) => {
		const all = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
		const said = JSON.stringify(id === undefined ? all : ['id', id]);
		const before = counts.get(said) ?? 0;
		counts.set(said, before + 1);
		const isCaller = id === undefined && !values['receivedAt'] && before > 0;
		const name = hash('sha256', isCaller ? `${said} ${before}` : said, 'base64url');
		return `import:${name}`;
	};
}
