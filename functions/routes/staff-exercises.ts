import { type Context, Hono } from 'hono';
import { type Exercise, isConfirmed } from '../../src/domain/exercise/course.ts';
import { chosenScenario, knownHazards, scenarioFor } from '../../src/domain/exercise/scenarios.ts';
import { type Language, languageTags } from '../../src/domain/languages.ts';
import { problem } from '../../src/domain/problem.ts';
import { beginExerciseNotice } from '../actions/begin-exercise-notice.ts';
import { clearExercise } from '../actions/clear-exercise.ts';
import { noteOnExercise } from '../actions/note-on-exercise.ts';
import { startExercise } from '../actions/start-exercise.ts';
import type { StaffAction } from '../auth/roles.ts';
import type { StaffMember } from '../auth/staff.ts';
import type { ChannelIds } from '../channels/channel-ids.ts';
import type { CmsParts } from '../cms/parts.ts';
import type { ExerciseEntryName } from '../content/exercise-text.ts';
import type { ExerciseDesk } from '../exercise-desk.ts';
import type { ExerciseFactParts } from '../exercise-facts.ts';
import type { StoreAreas } from '../store/areas.ts';
import { exportReport } from './exercise-export.ts';
import { showExercises, showReport, showRunning } from './exercise-pages.ts';
import { inWords, type QuickFields, textsOf } from './quick-start.ts';
import { seeOther, staffPath } from './staff-pages.ts';
import type { StaffParts } from './staff-parts.ts';
import { forStaffWho } from './staff-work.ts';

export interface StaffExerciseParts {
	readonly staff: StaffParts;
	readonly areas: Pick<StoreAreas, 'exercises' | 'exerciseHearers' | 'drafts'> &
		ExerciseFactParts['areas'];
	readonly desk: ExerciseDesk;
	readonly cms: CmsParts;
	readonly channels: ChannelIds;
	readonly published: (exercise: Exercise) => Promise<readonly ExerciseEntryName[]>;
	readonly end: (exercise: Exercise, by: { readonly id: string }) => Promise<boolean>;
	/** Looks at the clock of the exercise now. */
	readonly onStarted: () => void;
	readonly now: () => Date;
}

/** Who is at an exercise, and what they sent. */
export interface ExerciseCaller {
	readonly language: Language;
	readonly staff: StaffMember;
}

/** `/staff/exercises/`: starting an exercise, being in it, and reading how it went. */
export function staffExerciseRoutes(parts: StaffExerciseParts): Hono {
	const routes = new Hono();
	for (const language of languageTags) {
		const root = staffPath(language, 'exercises/');
		const withStaff =
			(may: StaffAction, work: (context: Context, caller: ExerciseCaller) => Promise<Response>) =>
			(context: Context) =>
				forStaffWho(parts.staff, context, { language, page: 'exercises/', may }, (staff) =>
					work(context, { language, staff }),
				);
		const withExercise = (may: StaffAction, work: ExerciseWork) =>
			withStaff(may, async (context, caller) => {
				const exercise = await parts.areas.exercises.get(context.req.param('id') ?? '');
				const unknown = { problems: [problem('no-such-exercise')], status: 404 };
				return exercise
					? work(parts, context, caller, exercise)
					: showExercises(parts, context, caller, unknown);
			});
		routes.get(
			root,
			withStaff('read-staff', (context, caller) =>
				showExercises(parts, context, caller, asked(context)),
			),
		);
		routes.post(
			root,
			withStaff('run-exercise', (context, caller) => start(parts, context, caller)),
		);
		routes.get(`${root}:id/`, withExercise('read-staff', showOrReport));
		routes.get(`${root}:id/report/`, withExercise('read-staff', showReport));
		routes.get(`${root}:id/report.json`, withExercise('read-staff', exportReport('json')));
		routes.get(`${root}:id/report.csv`, withExercise('read-staff', exportReport('csv')));
		routes.post(`${root}:id/begin`, withExercise('write-draft', begin));
		routes.post(`${root}:id/notes`, withExercise('read-staff', note));
		routes.post(`${root}:id/stop`, withExercise('run-exercise', stop));
		routes.post(`${root}:id/clear`, withExercise('run-exercise', clear));
	}
	return routes;
}

export type ExerciseWork = (
	parts: StaffExerciseParts,
	context: Context,
	caller: ExerciseCaller,
	exercise: Exercise,
) => Promise<Response>;

/** The scenario of the hazard that the readiness board leads here for. */
function asked(context: Context): { readonly chosen?: string } {
	const hazard = knownHazards.find((each) => each === context.req.query('hazard'));
	return hazard ? { chosen: scenarioFor(hazard).id } : {};
}

async function start(
	parts: StaffExerciseParts,
	context: Context,
	caller: ExerciseCaller,
): Promise<Response> {
	const { confirm, ...chosen } = await textsOf(context);
	const scenario = chosenScenario(chosen);
	const refuse = (code: string) =>
		showExercises(parts, context, caller, {
			problems: [problem(code, code === 'exercise-word' ? 'confirm' : '')],
			status: 422,
			chosen: scenario,
		});
	if (!isConfirmed('exercise', confirm)) return refuse('exercise-word');
	const by = caller.staff;
	const { exercises, audit } = { ...parts.areas, audit: parts.cms.audit };
	const started = await startExercise(
		{ exercises, desk: parts.desk, audit },
		{ scenario, by, now: parts.now() },
	);
	if (started.kind === 'no-such-scenario') return refuse('no-such-scenario');
	if (started.kind === 'another-runs') return refuse('exercise-runs');
	parts.onStarted();
	return to(parts, caller, started.id);
}

async function showOrReport(...sent: Parameters<ExerciseWork>): Promise<Response> {
	const [parts, , caller, exercise] = sent;
	return exercise.endedAt ? to(parts, caller, exercise.id, 'report/') : showRunning(...sent);
}

async function begin(...sent: Parameters<ExerciseWork>): Promise<Response> {
	const [parts, context, caller, exercise] = sent;
	const { inject = '' } = await textsOf(context);
	const begun = await beginExerciseNotice(
		{ ...parts.cms, exercises: parts.areas.exercises, published: parts.published },
		{ exercise, inject, by: caller.staff, content: parts.cms.content(), now: parts.now() },
	);
	switch (begun.kind) {
		case 'begun':
			return seeOther(parts.staff.config, `${staffPath(caller.language, 'quick/')}${begun.ref}/`);
		case 'invalid':
			return showRunning(...sent, inWords(begun.problems, caller.language));
		case 'not-running':
		case 'no-such-task':
		case 'nothing-published':
			return showRunning(...sent, [problem(`exercise-${begun.kind}`)]);
	}
}

async function note(...sent: Parameters<ExerciseWork>): Promise<Response> {
	const [parts, context, caller, exercise] = sent;
	const { text = '' }: QuickFields = await textsOf(context);
	const about = { text, by: caller.staff, now: parts.now() };
	await noteOnExercise(parts.areas, exercise, about);
	return to(parts, caller, exercise.id, exercise.endedAt ? 'report/#notes' : '#notes');
}

async function stop(...[parts, , caller, exercise]: Parameters<ExerciseWork>): Promise<Response> {
	await parts.end(exercise, caller.staff);
	return to(parts, caller, exercise.id, 'report/');
}

async function clear(...sent: Parameters<ExerciseWork>): Promise<Response> {
	const [parts, context, caller, exercise] = sent;
	const { confirm } = await textsOf(context);
	if (!isConfirmed('exercise', confirm))
		return showReport(...sent, [problem('exercise-word', 'confirm')]);
	const { cms, areas, desk, published } = parts;
	const { drafts, repository, audit, release } = cms;
	await clearExercise(
		{ exercises: areas.exercises, desk, drafts, repository, audit, published, release },
		exercise,
		{ by: caller.staff, now: parts.now() },
	);
	return to(parts, caller, exercise.id, 'report/');
}

function to(
	{ staff }: StaffExerciseParts,
	{ language }: ExerciseCaller,
	id: string,
	rest = '',
): Response {
	return seeOther(staff.config, `${staffPath(language, 'exercises/')}${id}/${rest}`);
}
