import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Exercise } from '../../src/domain/exercise/course.ts';
import { minute } from '../../src/domain/time.ts';
import { noon } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { createExerciseDesk, type ExerciseDesk } from '../exercise-desk.ts';
import { storeAreas } from '../store/areas.ts';
import { deliverInjects } from './deliver-injects.ts';
import { startExercise } from './start-exercise.ts';

const store = freshSqlite();
const areas = () => storeAreas(store());
const after = (minutes: number) => new Date(noon.getTime() + minutes * minute);
let dataDir = '';
let desk: ExerciseDesk;
let ended: Exercise[];

beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'mingbai-injects-'));
	ended = [];
	desk = createExerciseDesk({
		config: { dataDir, databaseUrl: undefined },
		exercises: areas().exercises,
		areaNames: () => [],
		stopping: new AbortController().signal,
		log: { error: () => undefined },
	});
});
afterEach(async () => {
	await desk.close();
	rmSync(dataDir, { recursive: true });
});

const start = (scenario = 'flood', now = noon) =>
	startExercise({ ...areas(), desk }, { scenario, by: { id: 'li' }, now });
const end = async (exercise: Exercise) => void ended.push(exercise);
const deliver = (now: Date) => deliverInjects({ exercises: areas().exercises, desk, end, now });
const waiting = async () => (await desk.opened())?.areas.reports.waiting(9) ?? [];

test('reports arrive at the desk of the exercise alone, when they are due', async () => {
	await start();
	await deliver(after(4));
	expect(await waiting()).toEqual([]);
	await deliver(after(9));
	const reports = await waiting();
	expect(reports.map(({ receivedAt }) => receivedAt)).toEqual([after(5), after(8)]);
	expect(await areas().reports.waitingCount()).toBe(0);
});

test('nothing is delivered twice, also when it was not remembered', async () => {
	await start();
	await deliver(after(9));
	await deliver(after(9));
	await store().db.deleteFrom('exercise_injects').execute();
	await deliver(after(9));
	expect(await waiting()).toHaveLength(2);
});

test('one that everybody left is ended', async () => {
	await start();
	await deliver(after(180));
	expect(ended).toEqual([]);
	await deliver(after(181));
	expect(ended).toHaveLength(1);
});

test('a second one does not start beside it, and an unknown scenario not at all', async () => {
	expect((await start()).kind).toBe('started');
	expect((await start('outbreak')).kind).toBe('another-runs');
	expect((await start('war')).kind).toBe('no-such-scenario');
});

test('the next one begins with an empty desk', async () => {
	const first = await start();
	await deliver(after(9));
	if (first.kind === 'started') await areas().exercises.end(first.id, after(60));
	await start('outbreak', after(70));
	expect(await waiting()).toEqual([]);
	expect((await areas().audit.list()).map(({ action }) => action)).toEqual(
		expect.arrayContaining(['exercise.started']),
	);
});
