import type { Context } from 'hono';
import { csvLine, csvStart } from '../../src/domain/csv.ts';
import type { AfterAction } from '../../src/domain/exercise/after-action.ts';
import type { Exercise } from '../../src/domain/exercise/course.ts';
import { translator } from '../../src/i18n/strings.ts';
import { keptReport } from './exercise-pages.ts';
import type { ExerciseCaller, StaffExerciseParts } from './staff-exercises.ts';

/** The report as a file: JSON for machines, CSV for a spreadsheet. */
export function exportReport(format: 'json' | 'csv') {
	return async (
		parts: StaffExerciseParts,
		context: Context,
		caller: ExerciseCaller,
		exercise: Exercise,
	): Promise<Response> => {
		const report = await keptReport(parts, exercise);
		const day = exercise.startedAt.toISOString().slice(0, 10);
		const name = `exercise-${exercise.scenario}-${day}.${format}`;
		context.header('Content-Disposition', `attachment; filename="${name}"`);
		context.header('Cache-Control', 'no-store');
		if (format === 'json') return context.json({ exercise, report });
		context.header('Content-Type', 'text/csv; charset=utf-8');
		return context.body(csvOf(report, caller));
	};
}

/** Times in seconds, so that a spreadsheet can reckon with them. */
function csvOf({ lines }: AfterAction, { language }: ExerciseCaller): string {
	const t = translator(language);
	const head = [
		t('exercises.task'),
		t('exercises.measure'),
		t('exercises.standing'),
		t('exercises.askedAt'),
		t('exercises.doneAt'),
		t('exercises.afterSeconds'),
		t('exercises.targetSeconds'),
		t('exercises.clockSeconds'),
		t('exercises.roles'),
		t('exercises.about'),
	];
	const seconds = (ms: number | undefined) => (ms === undefined ? '' : Math.round(ms / 1000));
	const rows = lines.map((line) => [
		t(`exercises.step.${line.step}`),
		t(`exercises.measure.${line.measure}`),
		t(`exercises.standing.${line.standing}`),
		line.askedAt ?? '',
		line.doneAt ?? '',
		seconds(line.afterMs),
		seconds(line.targetMs),
		seconds(line.clockMs),
		line.roles.map((role) => t(`role.${role}`)).join(' '),
		line.about ?? '',
	]);
	return csvStart + [head, ...rows].map(csvLine).join('');
}
