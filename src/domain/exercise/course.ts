import { minute } from '../time.ts';
import type { Inject, Scenario, TaskInject } from './scenario.schema.ts';

export type {
	ExerciseStep,
	Inject,
	ReportInject,
	Scenario,
	TaskInject,
} from './scenario.schema.ts';

/** An exercise that was started; one that has ended is only read. */
export interface Exercise {
	readonly id: string;
	/** The id of its scenario. */
	readonly scenario: string;
	readonly startedAt: Date;
	/** The account that started it. */
	readonly startedBy: string;
	readonly endedAt?: Date | undefined;
	/** What staff want to remember of it. */
	readonly notes: string;
	/** When its notices, responses and reports were deleted; its report stays. */
	readonly clearedAt?: Date | undefined;
}

/** When an inject is due. */
export function injectDueAt({ startedAt }: Pick<Exercise, 'startedAt'>, inject: Inject): Date {
	return new Date(startedAt.getTime() + inject.minute * minute);
}

/** What should have happened by now and has not been delivered yet, in the order of the clock. */
export function injectsDue(
	scenario: Scenario,
	exercise: Exercise,
	delivered: ReadonlySet<string>,
	now: Date,
): readonly Inject[] {
	if (exercise.endedAt) return [];
	return scenario.injects
		.filter((inject) => !delivered.has(inject.id) && injectDueAt(exercise, inject) <= now)
		.toSorted((one, other) => one.minute - other.minute);
}

/** An exercise that nobody stopped ends this long after its planned end, in milliseconds: nobody is left in it. */
const overtime = 120 * minute;

/** Whether everybody has gone home without stopping it. */
export function isForgotten(scenario: Scenario, { startedAt }: Exercise, now: Date): boolean {
	return now.getTime() > startedAt.getTime() + scenario.minutes * minute + overtime;
}

/** The tasks of a scenario in the order of the clock. */
export function tasksOf({ injects }: Scenario): readonly TaskInject[] {
	return injects
		.filter((inject) => inject.kind === 'task')
		.toSorted((one, other) => one.minute - other.minute);
}

/** What is typed to do something for an exercise, and for real. Neither contains the other, so that no habit does both. */
export const confirmWords = {
	exercise: { 'zh-CN': '演练', en: 'exercise' },
	real: { 'zh-CN': '真实发布', en: 'publish for real' },
} as const;

/** Whether a word was typed that confirms, in whichever language staff work. */
export function isConfirmed(kind: keyof typeof confirmWords, typed: string | undefined): boolean {
	const plain = typed?.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
	return Object.values(confirmWords[kind]).some((word) => word === plain);
}
