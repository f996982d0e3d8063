import { z } from 'zod';
import { hazard } from '../fields.schema.ts';
import { channels } from '../report.ts';
import { templatePhases } from '../templates/notice-template.ts';

/** What staff are asked to do in an exercise, and what its report times. */
export const exerciseSteps = ['publish', 'translate', 'withdraw', 'checking', 'answer'] as const;
export type ExerciseStep = (typeof exerciseSteps)[number];

/** Words that only staff read: in Chinese, and written in English as well. */
const words = (most: number) =>
	z.object({
		'zh-CN': z.string().min(1).max(most),
		en: z
			.string()
			.min(1)
			.max(2 * most),
	});

const inject = {
	/** Names it within its scenario. */
	id: z.string().regex(/^[a-z0-9-]{1,40}$/),
	/** Minutes after the start. */
	minute: z.int().min(0).max(240),
};

/** A resident's report that arrives at the desk of exercises. */
const reportInject = z.object({
	...inject,
	kind: z.literal('report'),
	channel: z.enum(channels),
	text: words(200),
});

/** Something that staff are asked to do, and how soon. */
const taskInject = z.object({
	...inject,
	kind: z.literal('task'),
	step: z.enum(exerciseSteps),
	text: words(200),
	/** Minutes from when it is asked until it should be done. */
	target: z.int().min(1).max(240),
	/** The template that the notice is begun from. */
	template: z
		.object({
			phase: z.enum(templatePhases),
			hazard,
			/** Leaves the translations out, so that one is missing. */
			untranslated: z.boolean().optional(),
		})
		.optional(),
});

/** An exercise as it is planned: what happens by the clock, and what is asked of whom. */
export const scenarioSchema = z
	.object({
		id: z.string().regex(/^[a-z0-9-]{1,40}$/),
		title: words(40),
		summary: words(160),
		/** How long it is meant to take, in minutes. */
		minutes: z.int().min(5).max(240),
		injects: z.array(z.discriminatedUnion('kind', [reportInject, taskInject])).min(1),
	})
	.refine(({ injects }) => new Set(injects.map(({ id }) => id)).size === injects.length, {
		error: 'two injects have one id',
	})
	.refine(({ injects, minutes }) => injects.every(({ minute }) => minute < minutes), {
		error: 'an inject comes after the end',
	});

export type Scenario = z.output<typeof scenarioSchema>;
export type Inject = Scenario['injects'][number];
export type ReportInject = Extract<Inject, { kind: 'report' }>;
export type TaskInject = Extract<Inject, { kind: 'task' }>;
