import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { answerAmong, answersByText } from '../src/domain/matching/published-wordings.ts';
import { textOfTable } from '../src/domain/report-import/text-of-table.ts';
import { areaNames } from '../src/domain/settings.ts';
import { problemText } from '../src/i18n/strings.ts';
import { importReports } from './actions/import-reports.ts';
import type { Joining } from './actions/report-rumor.ts';
import { operator } from './banner/follow-banner.ts';
import type { Config } from './config.ts';
import { currentPlaces, isSameClaim } from './desk-matcher.ts';
import { type PublishedContent, readPublishedContent } from './published-content.ts';
import { mostImportBytes } from './routes/staff-reports.ts';
import { auditLog } from './store/audit.ts';
import { reportIntake } from './store/report-intake.ts';
import { reportLinks } from './store/report-links.ts';
import { reports } from './store/reports.ts';
import { openStoreBeside } from './store/store.ts';

const usage =
	'Say which file: npm run mingbai -- reports import reports.csv; with --dry-run nothing is changed.\n';

/** `reports import FILE [--dry-run]`, beside a running portal or without one. Gives the exit code. */
export async function reportFiles(config: Config, args: readonly string[]): Promise<number> {
	const options = { 'dry-run': { type: 'boolean', default: false } } as const;
	const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
	const [verb, file] = positionals;
	if (verb !== 'import' || !file) return refuse(usage, 2);
	const text = await textOf(file);
	if (typeof text !== 'string') return refuse(text.fault, 1);
	const isPreview = values['dry-run'];
	const published = await readPublishedContent(config);
	const areas = published?.content.settings.areas ?? [];
	const store = await openStoreBeside(config);
	try {
		const parts = { add: reportIntake(store.db).add, hasSending: reports(store.db).hasSending };
		const now = new Date();
		const joining = {
			links: reportLinks(store.db),
			isSameClaim,
			...(published && answering(published)),
		};
		const outcome = await importReports({ reports: parts, joining, areas, now }, text, {
			isPreview,
		});
		for (const { line, problem } of outcome.problems)
			process.stderr.write(
				`line ${line}, ${problem.field || '-'}: ${problemText(problem, 'en')}\n`,
			);
		const { lines, added, known, problems } = outcome;
		const verbForm = isPreview ? 'would be added' : 'were added';
		process.stdout.write(
			`${lines} in the file: ${added} ${verbForm}, ${known} were imported before, ${problems.length} faults.\n`,
		);
		if (!isPreview) {
			const event = { at: now, actor: operator, subject: '', details: { added, known } };
			await auditLog(store.db).append({ ...event, action: 'reports.imported' });
		}
		return problems.length > 0 ? 1 : 0;
	} finally {
		await store.close();
	}
}

async function textOf(file: string): Promise<string | { readonly fault: string }> {
	const found = await stat(file).catch(() => undefined);
	if (!found?.isFile()) return { fault: `There is no file ${file}.\n` };
	if (found.size > mostImportBytes)
		return { fault: `${file} is larger than ${mostImportBytes / 1024} KB. Please divide it.\n` };
	return textOfTable(await readFile(file));
}

/** Answers at once what is published already, as the page of the import does. */
function answering({ renderer, content, moment }: PublishedContent): Pick<Joining, 'answerTo'> {
	const places = currentPlaces(() => areaNames(content.settings));
	const answers = answersByText(renderer.responses(content, moment), places);
	return { answerTo: (said, telling) => answerAmong(answers, said, telling) };
}

function refuse(fault: string, code: 1 | 2): number {
	process.stderr.write(fault);
	return code;
}
