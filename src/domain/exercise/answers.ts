import type { AfterAction } from './after-action.ts';

/** An exercise as a page lists it. */
export interface ExerciseRow {
	readonly id: string;
	readonly scenario: string;
	readonly startedAt: string;
	readonly endedAt?: string;
	readonly startedBy: string;
	readonly late?: number;
	readonly missed?: number;
}

/** `/staff/exercises/`: what can be started, what runs, and what was done before. */
export interface ExercisesData {
	readonly running?: ExerciseRow;
	readonly earlier: readonly ExerciseRow[];
	readonly mayRun: boolean;
	/** The scenario of a start that was refused. */
	readonly chosen?: string;
	/** Who would be told: browsers, group robots and webhooks of exercises. */
	readonly told: { readonly browsers: number; readonly channels: number };
}

/** `/staff/exercises/<id>/`: an exercise that runs. */
export interface RunningExerciseData {
	readonly exercise: ExerciseRow;
	readonly now: string;
	/** When each inject was delivered. */
	readonly delivered: Readonly<Record<string, string>>;
	readonly report: AfterAction;
	/** What was begun for it. */
	readonly entries: readonly {
		readonly collection: 'notices' | 'rumors';
		readonly ref: string;
		readonly inject?: string;
		/** Where it is a draft still. */
		readonly isDraft: boolean;
		readonly isPublished: boolean;
	}[];
	readonly waitingReports: number;
	readonly mayRun: boolean;
	readonly mayWrite: boolean;
	readonly notes: string;
}

/** `/staff/exercises/<id>/report/`: how it went. */
export interface ExerciseReportData {
	readonly exercise: ExerciseRow;
	readonly report: AfterAction;
	/** How long the same lines took the last time this scenario was done, and when that was. */
	readonly last?: { readonly at: string; readonly afterMs: Readonly<Record<string, number>> };
	readonly notes: string;
	readonly isCleared: boolean;
	readonly mayRun: boolean;
}

export const exercisesAnswer = (data: unknown) => data as ExercisesData | undefined;
export const runningExerciseAnswer = (data: unknown) => data as RunningExerciseData | undefined;
export const exerciseReportAnswer = (data: unknown) => data as ExerciseReportData | undefined;
