import type { Context } from 'hono';
import { comparedWith } from '../../src/domain/exercise/after-action.ts';
import type {
	ExerciseReportData,
	ExerciseRow,
	ExercisesData,
	RunningExerciseData,
} from '../../src/domain/exercise/answers.ts';
import type { Exercise } from '../../src/domain/exercise/course.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { can } from '../auth/roles.ts';
import { exerciseReport } from '../exercise-report.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import type { ExerciseCaller, StaffExerciseParts } from './staff-exercises.ts';
import { staffPath } from './staff-pages.ts';

/** As many as a county does in years. */
const shownExercises = 40;

/** What can be started, what runs, and what was done before. */
export async function showExercises(
	parts: StaffExerciseParts,
	context: Context,
	caller: ExerciseCaller,
	{
		problems = [],
		status = 200,
		chosen,
	}: {
		readonly problems?: readonly Problem[];
		readonly status?: number;
		readonly chosen?: string;
	} = {},
): Promise<Response> {
	const { exercises, exerciseHearers } = parts.areas;
	const all = await exercises.latest(shownExercises);
	const rows = await Promise.all(all.map((exercise) => rowOf(parts, exercise)));
	const running = rows.find(({ endedAt }) => endedAt === undefined);
	const data: ExercisesData = {
		...(running && { running }),
		earlier: rows.filter(({ endedAt }) => endedAt !== undefined),
		mayRun: mayRun(caller),
		...(chosen !== undefined && { chosen }),
		told: {
			browsers: await exerciseHearers.count(parts.now()),
			channels: parts.channels.exercise.length,
		},
	};
	return page(parts, context, caller, 'exercises/', { problems, data, status });
}

/** The exercise that runs: its clock, what came and what is to come, and what is expected now. */
export async function showRunning(
	parts: StaffExerciseParts,
	context: Context,
	caller: ExerciseCaller,
	exercise: Exercise,
	problems: readonly Problem[] = [],
): Promise<Response> {
	const { areas, desk } = parts;
	const [delivered, entries, published, open] = await Promise.all([
		areas.exercises.deliveries(exercise.id),
		areas.exercises.entries(exercise.id),
		parts.published(exercise),
		desk.opened(),
	]);
	const isPublished = (ref: string) => published.some((each) => each.ref === ref);
	const data: RunningExerciseData = {
		exercise: await rowOf(parts, exercise),
		now: parts.now().toISOString(),
		delivered: Object.fromEntries([...delivered].map(([id, at]) => [id, at.toISOString()])),
		report: await reportOf(parts, exercise),
		entries: await Promise.all(
			entries.map(async ({ collection, ref, inject }) => ({
				collection,
				ref,
				...(inject !== undefined && { inject }),
				isDraft: (await areas.drafts.get(collection, ref)) !== undefined,
				isPublished: isPublished(ref),
			})),
		),
		waitingReports: (await open?.areas.reports.waitingCount()) ?? 0,
		mayRun: mayRun(caller),
		mayWrite: can(caller.staff.roles, 'write-draft'),
		notes: exercise.notes,
	};
	const status = problems.length > 0 ? 422 : 200;
	return page(parts, context, caller, 'exercises/running/', { problems, data, status });
}

/** How an exercise went, beside the last one of the same scenario. */
export async function showReport(
	parts: StaffExerciseParts,
	context: Context,
	caller: ExerciseCaller,
	exercise: Exercise,
	problems: readonly Problem[] = [],
): Promise<Response> {
	const report = await keptReport(parts, exercise);
	const last = await lastBefore(parts, exercise);
	const before = last && (await parts.areas.exercises.report(last.id));
	const afterMs = [...comparedWith(report, before)].flatMap(([key, ms]) =>
		ms === undefined ? [] : [[key, ms] as const],
	);
	const data: ExerciseReportData = {
		exercise: await rowOf(parts, exercise),
		report,
		...(last && {
			last: { at: last.startedAt.toISOString(), afterMs: Object.fromEntries(afterMs) },
		}),
		notes: exercise.notes,
		isCleared: exercise.clearedAt !== undefined,
		mayRun: mayRun(caller),
	};
	const status = problems.length > 0 ? 422 : 200;
	return page(parts, context, caller, 'exercises/after-action/', { problems, data, status });
}

/** The report as it was kept at the end, or as it stands while the exercise runs. */
export async function keptReport(parts: StaffExerciseParts, exercise: Exercise) {
	return (await parts.areas.exercises.report(exercise.id)) ?? reportOf(parts, exercise);
}

function reportOf(parts: StaffExerciseParts, exercise: Exercise) {
	const { areas, desk, cms, staff, now } = parts;
	const accounts = () => staffAccounts(staff.db).list();
	const { repository } = cms;
	const { settings } = staff;
	return exerciseReport({ areas, desk, repository, settings, staff: accounts, now }, exercise);
}

async function lastBefore(
	{ areas }: StaffExerciseParts,
	exercise: Exercise,
): Promise<Exercise | undefined> {
	const all = await areas.exercises.latest(shownExercises);
	return all.find(
		(each) =>
			each.scenario === exercise.scenario && each.endedAt && each.startedAt < exercise.startedAt,
	);
}

async function rowOf(
	{ areas, staff }: StaffExerciseParts,
	{ id, scenario, startedAt, startedBy, endedAt }: Exercise,
): Promise<ExerciseRow> {
	const report = endedAt && (await areas.exercises.report(id));
	return {
		id,
		scenario,
		startedAt: startedAt.toISOString(),
		...(endedAt && { endedAt: endedAt.toISOString() }),
		startedBy: (await staffAccounts(staff.db).find(startedBy))?.name ?? startedBy,
		...(report && { late: report.late, missed: report.missed }),
	};
}

function page(
	{ staff }: StaffExerciseParts,
	context: Context,
	caller: ExerciseCaller,
	path: 'exercises/' | 'exercises/running/' | 'exercises/after-action/',
	{
		problems,
		data,
		status,
	}: { readonly problems: readonly Problem[]; readonly data: object; readonly status: number },
): Promise<Response> {
	const me = { name: caller.staff.name, roles: caller.staff.roles };
	return staff.show(context, staffPath(caller.language, path), { me, problems, data }, status);
}

/** Whether somebody may start and stop exercises. */
function mayRun({ staff }: ExerciseCaller): boolean {
	return can(staff.roles, 'run-exercise');
}
