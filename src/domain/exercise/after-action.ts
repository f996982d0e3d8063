import { type DeskClocks, dueTimes } from '../report.ts';
import type { Role } from '../roles.ts';
import { minute } from '../time.ts';
import type { ExerciseStep, Scenario, TaskInject } from './course.ts';
import { type Exercise, tasksOf } from './course.ts';

/** Something that was done in an exercise: when, and by whom, as far as people do it. */
export interface Done {
	readonly at: Date;
	readonly roles?: readonly Role[] | undefined;
}

/** A notice that was made in an exercise, with the instants of its way to the villages. */
export interface ExercisedNotice {
	readonly ref: string;
	readonly title: string;
	readonly lifecycle: string;
	/** The task that it was begun for. */
	readonly inject?: string | undefined;
	readonly draft?: Done | undefined;
	readonly signed?: Done | undefined;
	readonly live?: Done | undefined;
	readonly push?: Done | undefined;
	readonly tick?: Done | undefined;
	/** When it was live in a further language. */
	readonly translated?: Done | undefined;
}

/** A claim that was reported in an exercise. */
export interface ExercisedItem {
	readonly claim: string;
	readonly harm: number;
	readonly spread: number;
	readonly pausedMs: number;
	readonly firstSeenAt: Date;
	readonly checking?: Done | undefined;
	readonly answer?: Done | undefined;
}

/** Everything that the store and the content know of an exercise. */
export interface ExerciseFacts {
	readonly exercise: Exercise;
	/** When each inject was delivered. */
	readonly delivered: ReadonlyMap<string, Date>;
	readonly notices: readonly ExercisedNotice[];
	readonly items: readonly ExercisedItem[];
	readonly reports: number;
	readonly pushes: number;
	readonly ticks: number;
}

/** What a line of the report times: the way of a notice, or of an answer. */
export type Measure =
	| 'draft'
	| 'signed'
	| 'live'
	| 'push'
	| 'tick'
	| 'translated'
	| 'checking'
	| 'answer';

/** `open`: it still has time. `not-asked`: the exercise ended before it was asked. */
export type MeasureStanding = 'in-time' | 'late' | 'missed' | 'open' | 'not-asked';

/** A line of the report. Instants are ISO strings, durations milliseconds, so that it is kept and sent as it is. */
export interface MeasureLine {
	/** The same step and measure of another exercise has the same. */
	readonly key: string;
	readonly inject: string;
	readonly step: ExerciseStep;
	readonly measure: Measure;
	readonly askedAt?: string;
	readonly doneAt?: string;
	readonly afterMs?: number;
	/** The target of the scenario, from when it was asked. */
	readonly targetMs?: number;
	/** The clock of the settings, from the first report. */
	readonly clockMs?: number;
	readonly standing: MeasureStanding;
	readonly roles: readonly Role[];
	readonly about?: string;
}

/** The after-action report of an exercise. */
export interface AfterAction {
	readonly lines: readonly MeasureLine[];
	readonly late: number;
	readonly missed: number;
	readonly reports: number;
	readonly pushes: number;
	readonly ticks: number;
}

/** Times what was asked against what was done, up to the end of the exercise, or to now while it runs. */
export function afterAction(
	scenario: Scenario,
	facts: ExerciseFacts,
	clocks: DeskClocks,
	now: Date,
): AfterAction {
	const until = facts.exercise.endedAt ?? now;
	const counts = new Map<ExerciseStep, number>();
	const taken = new Set<string>();
	const lines = tasksOf(scenario).flatMap((task) => {
		const nth = counts.get(task.step) ?? 0;
		counts.set(task.step, nth + 1);
		const measured = measuresOf(task, facts, clocks, taken);
		return measured.map((each) => line(task, nth, each, facts, until));
	});
	const having = (standing: MeasureStanding) =>
		lines.filter((each) => each.standing === standing).length;
	const { reports, pushes, ticks } = facts;
	return { lines, late: having('late'), missed: having('missed'), reports, pushes, ticks };
}

/** What is timed of a task. The target stands at what the task asks for; the rest of the way has none of its own. */
interface Measured {
	readonly measure: Measure;
	readonly done?: Done | undefined;
	readonly hasTarget?: boolean;
	readonly clockMs?: number | undefined;
	readonly from?: Date | undefined;
	readonly about?: string | undefined;
}

function measuresOf(
	task: TaskInject,
	facts: ExerciseFacts,
	clocks: DeskClocks,
	taken: Set<string>,
): readonly Measured[] {
	switch (task.step) {
		case 'publish':
		case 'withdraw': {
			const notice = noticeFor(task, facts.notices, taken);
			const about = notice?.title;
			return [
				{ measure: 'draft', done: notice?.draft, about },
				{ measure: 'signed', done: notice?.signed, about },
				{ measure: 'live', done: notice?.live, hasTarget: true, about },
				{ measure: 'push', done: notice?.push, about },
				{ measure: 'tick', done: notice?.tick, about },
			];
		}
		case 'translate':
			return [
				{
					measure: 'translated',
					done: earliest(facts.notices.map(({ translated }) => translated)),
					hasTarget: true,
				},
			];
		case 'checking':
		case 'answer': {
			const { step } = task;
			const item = itemFor(step, facts.items);
			const due = item && dueTimes(item, clocks);
			const clock = step === 'checking' ? due?.holdingLine : due?.verdict;
			return [
				{
					measure: step,
					done: item?.[step],
					hasTarget: true,
					clockMs: item && clock && clock.getTime() - item.firstSeenAt.getTime(),
					from: item?.firstSeenAt,
					about: item?.claim,
				},
			];
		}
	}
}

/** The notice that was begun for a task, or else the first of its kind that no other task has. */
function noticeFor(
	task: TaskInject,
	notices: readonly ExercisedNotice[],
	taken: Set<string>,
): ExercisedNotice | undefined {
	const lifecycle = task.step === 'withdraw' ? 'withdrawal' : 'issue';
	const free = notices.filter(({ ref }) => !taken.has(ref));
	const found =
		free.findLast((each) => each.inject === task.id && each.live) ??
		free.find((each) => each.inject === task.id) ??
		free.find((each) => each.inject === undefined && each.lifecycle === lifecycle);
	if (found) taken.add(found.ref);
	return found;
}

/** The claim that was answered first, or else the first that was heard of. */
function itemFor(
	step: 'checking' | 'answer',
	items: readonly ExercisedItem[],
): ExercisedItem | undefined {
	const inOrder = items.toSorted(
		(one, other) => Number(one.firstSeenAt) - Number(other.firstSeenAt),
	);
	const done = inOrder.filter((item) => item[step]);
	const [first] = done.toSorted((one, other) => Number(one[step]?.at) - Number(other[step]?.at));
	return first ?? inOrder[0];
}

function earliest(all: readonly (Done | undefined)[]): Done | undefined {
	return all
		.filter((each) => each !== undefined)
		.toSorted((one, other) => Number(one.at) - Number(other.at))[0];
}

function line(
	task: TaskInject,
	nth: number,
	{ measure, done, hasTarget = false, clockMs, from, about }: Measured,
	{ exercise, delivered }: ExerciseFacts,
	until: Date,
): MeasureLine {
	const askedAt = delivered.get(task.id);
	const counts = askedAt && done && done.at <= until ? done : undefined;
	const afterMs = askedAt && counts && Math.max(0, counts.at.getTime() - askedAt.getTime());
	const targetMs = hasTarget ? task.target * minute : undefined;
	const sinceFirst = from && counts && counts.at.getTime() - from.getTime();
	const isLate =
		(targetMs !== undefined && afterMs !== undefined && afterMs > targetMs) ||
		(clockMs !== undefined && sinceFirst !== undefined && sinceFirst > clockMs);
	const dueAt = askedAt && targetMs !== undefined ? askedAt.getTime() + targetMs : undefined;
	return {
		key: `${task.step}-${nth + 1}-${measure}`,
		inject: task.id,
		step: task.step,
		measure,
		...(askedAt && { askedAt: askedAt.toISOString() }),
		...(counts && { doneAt: counts.at.toISOString() }),
		...(afterMs !== undefined && { afterMs }),
		...(targetMs !== undefined && { targetMs }),
		...(clockMs !== undefined && { clockMs }),
		standing: standingOf({
			isAsked: askedAt !== undefined,
			isDone: counts !== undefined,
			isLate,
			isOver: exercise.endedAt !== undefined || (dueAt !== undefined && until.getTime() > dueAt),
		}),
		roles: counts?.roles ?? [],
		...(about !== undefined && { about }),
	};
}

function standingOf({
	isAsked,
	isDone,
	isLate,
	isOver,
}: {
	readonly isAsked: boolean;
	readonly isDone: boolean;
	readonly isLate: boolean;
	readonly isOver: boolean;
}): MeasureStanding {
	if (!isAsked) return 'not-asked';
	if (isDone) return isLate ? 'late' : 'in-time';
	return isOver ? 'missed' : 'open';
}

/** Of each line how long the same took the last time; `undefined` where it was not done then. */
export function comparedWith(
	{ lines }: AfterAction,
	last: AfterAction | undefined,
): ReadonlyMap<string, number | undefined> {
	const before = new Map(last?.lines.map(({ key, afterMs }) => [key, afterMs]));
	return new Map(lines.map(({ key }) => [key, before.get(key)]));
}
