import { Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import type { ExerciseDesk, OpenExerciseDesk } from '../exercise-desk.ts';
import type { StoreAreas } from '../store/areas.ts';
import { deskRoutes } from './desk.ts';
import type { DeskParts } from './desk-parts.ts';
import type { StaffEnv } from './guards.ts';
import { problemAnswer } from './problem-answer.ts';

export interface ExerciseDeskParts {
	readonly desk: ExerciseDesk;
	/** The desk of real life: what is not of residents is shared with it. */
	readonly real: DeskParts;
}

/** Where the desk of exercises answers, below the site. */
export const exerciseDeskRoot = '/api/exercise-desk';

interface OpenRoutes {
	readonly exercise: string;
	readonly routes: Hono<StaffEnv & { Bindings: StaffEnv['Variables'] }>;
}

/** The same desk over what is reported in exercises. It answers 404 before the first one. */
export function exerciseDeskRoutes({ desk, real }: ExerciseDeskParts): Hono<StaffEnv> {
	let open: OpenRoutes | undefined;
	const outer = new Hono<StaffEnv>();
	outer.all('*', async (context) => {
		const opened = await desk.opened();
		if (!opened) return problemAnswer(context, 404, problem('no-exercise-desk'));
		if (open?.exercise !== opened.exercise)
			open = { exercise: opened.exercise, routes: routesOver(opened, desk, real) };
		const request = new Request(context.req.raw);
		const { pathname, search } = new URL(request.url);
		const path = pathname.slice(pathname.indexOf(exerciseDeskRoot) + exerciseDeskRoot.length);
		const inner = new Request(new URL(`${path}${search}`, request.url), request);
		return open.routes.fetch(inner, { staff: context.get('staff') });
	});
	return outer;
}

function routesOver(
	open: OpenExerciseDesk,
	desk: ExerciseDesk,
	real: DeskParts,
): OpenRoutes['routes'] {
	const routes: OpenRoutes['routes'] = new Hono();
	routes.use(async (context, next) => {
		context.set('staff', context.env.staff);
		await next();
	});
	routes.route('/', deskRoutes(partsOf(open, desk, real)));
	return routes;
}

/** What residents reported is the exercise's own; drafts, replies, people and the record of who did what are shared. */
function partsOf(open: OpenExerciseDesk, desk: ExerciseDesk, real: DeskParts): DeskParts {
	return {
		...real,
		...ownAreas(open.areas),
		audit: {
			...real.audit,
			append: (event) =>
				real.audit.append({
					...event,
					details: { ...event.details, exercise: open.exercise },
				}),
		},
		matcher: open.matcher,
		events: open.events,
		status: 'exercise',
		responses: desk.responses,
		onChanged: () => undefined,
	};
}

function ownAreas({
	bulkReports,
	deskChanges,
	deskLocks,
	deskLog,
	deskWork,
	doorAnswers,
	evidence,
	items,
	relationships,
	reports,
	setAside,
}: StoreAreas) {
	return {
		bulkReports,
		deskChanges,
		deskLocks,
		deskLog,
		deskWork,
		doorAnswers,
		evidence,
		items,
		relationships,
		reports,
		setAside,
	};
}
