import { parseArgs } from 'node:util';
import { defaultLanguage } from '../../src/domain/languages.ts';
import type { ReadinessCell } from '../../src/domain/readiness.ts';
import type { ReadinessData } from '../../src/domain/readiness-answers.ts';
import { translator } from '../../src/i18n/strings.ts';
import type { Config } from '../config.ts';
import { readPublishedContent } from '../published-content.ts';
import { readinessNow } from '../readiness-board.ts';
import { exercises } from '../store/exercises.ts';
import { readinessApprovals } from '../store/readiness-approvals.ts';
import { openStoreBeside } from '../store/store.ts';

const strictly = 'Not everything is ready; without --strict this is told and is no fault.\n';

/**
 * `readiness [--strict]`: prints the board of the published content, beside a running portal or without one. The exit
 * code is 1 when there is no content, and with `--strict` when anything is missing or overdue.
 */
export async function readinessCommand(config: Config, args: readonly string[]): Promise<number> {
	const options = { strict: { type: 'boolean', default: false } } as const;
	const { values } = parseArgs({ args: [...args], options });
	const board = await boardOf(config);
	if (!board) {
		process.stderr.write(`${config.contentRepo} holds no content yet. Start the portal first.\n`);
		return 1;
	}
	process.stdout.write(printedBoard(board));
	const { overdue, missing } = board.counts;
	if (!values.strict || overdue + missing === 0) return 0;
	process.stderr.write(strictly);
	return 1;
}

/** A paragraph for each hazard and a line for each thing that is not ready, in the county's language. */
export function printedBoard({ rows, counts, overdue }: ReadinessData): string {
	const t = translator(defaultLanguage);
	const lineOf = ({ column, state, day }: ReadinessCell) =>
		`  ${t(`readiness.state.${state}`)}\t${t(`readiness.column.${column}`)}${day ? `\t${day}` : ''}`;
	const parts = rows.map(({ hazard, cells }) => {
		const open = cells.filter(({ state }) => state !== 'present');
		const ready = `${cells.length - open.length}/${cells.length}`;
		return [`${t(`hazard.${hazard}`)}\t${ready}`, ...open.map(lineOf)].join('\n');
	});
	const reviews = overdue.map(
		({ collection, ref, title, reviewBy }) => `  ${reviewBy}\t${collection}/${ref}\t${title}`,
	);
	const late =
		reviews.length > 0
			? [[t('readiness.overdue', { count: reviews.length }), ...reviews].join('\n')]
			: [];
	return `${[...parts, ...late, t('readiness.counts', { ...counts })].join('\n\n')}\n`;
}

async function boardOf(config: Config): Promise<ReadinessData | undefined> {
	const published = await readPublishedContent(config);
	if (!published) return undefined;
	const { renderer, content, moment } = published;
	const store = await openStoreBeside(config);
	try {
		const parts = {
			approvals: readinessApprovals(store.db),
			exercises: exercises(store.db),
			renderer,
			content: () => content,
			moment: async () => moment,
		};
		return await readinessNow(parts, defaultLanguage);
	} finally {
		await store.close();
	}
}
