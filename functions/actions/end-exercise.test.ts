import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entryPath } from '../../src/domain/collections.ts';
import type { AfterAction } from '../../src/domain/exercise/after-action.ts';
import type { Exercise } from '../../src/domain/exercise/course.ts';
import { fieldOf } from '../../src/domain/front-matter-lists.ts';
import { atHour, noon, noticeText, rumorText } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import type { ExerciseEntryName } from '../content/exercise-text.ts';
import { openRepository, type Repository } from '../content/repository.ts';
import { createExerciseDesk, type ExerciseDesk } from '../exercise-desk.ts';
import { storeAreas } from '../store/areas.ts';
import { clearExercise } from './clear-exercise.ts';
import { endExercise, finishExercise } from './end-exercise.ts';

const store = freshSqlite();
const areas = () => storeAreas(store());
const li = { id: 'li' };
const exercise: Exercise = {
	id: 'e-1',
	scenario: 'flood',
	startedAt: noon,
	startedBy: 'li',
	notes: '',
};
const stored: AfterAction = { lines: [], late: 0, missed: 0, reports: 0, pushes: 0, ticks: 0 };
const drill = { status: 'exercise' };

let folder = '';
let repository: Repository;
let desk: ExerciseDesk;
let releases: number;
let published: ExerciseEntryName[];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingbai-exercise-'));
	repository = await openRepository(join(folder, 'content'));
	releases = 0;
	published = [];
	desk = createExerciseDesk({
		config: { dataDir: folder, databaseUrl: undefined },
		exercises: areas().exercises,
		areaNames: () => [],
		stopping: new AbortController().signal,
		log: { error: () => undefined },
	});
	await areas().exercises.start(exercise);
});
afterEach(async () => {
	await desk.close();
	rmSync(folder, { recursive: true });
});

/** Publishes entries while the exercise runs, by their paths without the end. */
async function publish(texts: Readonly<Record<string, string>>): Promise<void> {
	const changes = new Map<string, Uint8Array>();
	for (const [name, text] of Object.entries(texts)) {
		const [collection, ref = ''] = name.split('/');
		if (collection !== 'notices' && collection !== 'rumors') throw new Error(name);
		published.push({ collection, ref });
		changes.set(entryPath(collection, ref, 'zh-CN'), new TextEncoder().encode(text));
	}
	const parent = await repository.head();
	const author = { name: 'Li', email: 'li@county.example' };
	await repository.commit({ parent, changes, author, message: 'Publish', at: noon });
}

async function textOf(path: string): Promise<string | undefined> {
	const head = (await repository.head()) ?? '';
	const blob = await repository.blobAt(head, `${path}.zh-CN.md`);
	return blob && new TextDecoder().decode(await repository.readBlob(blob));
}

const parts = () => ({
	...areas(),
	repository,
	desk,
	published: async () => published,
	report: async () => stored,
	release: async () => {
		releases += 1;
	},
});
const end = (now = atHour(1)) => endExercise(parts(), exercise, { by: li, now });
const clear = async () => {
	const ended = await areas().exercises.get(exercise.id);
	return clearExercise(parts(), ended ?? exercise, { by: li, now: atHour(2) });
};

/** Saves the draft of a response that was begun for the exercise. */
async function draft(ref: string, text: string): Promise<void> {
	const about = { collection: 'rumors', ref } as const;
	const begun = { lifecycle: 'issue', madeAt: noon, madeBy: 'li' };
	await areas().exercises.began(exercise.id, { ...about, ...begun });
	const path = entryPath('rumors', ref, 'zh-CN');
	const author = { ...li, name: 'Li', email: 'li@county.example' };
	await areas().drafts.save(
		{
			...about,
			status: 'draft',
			files: [{ path, encoding: 'utf8', content: text, base: null }],
			author,
			updatedAt: noon,
		},
		0,
	);
}

test('when an exercise ends its answers are taken off, its notices are over, and its report is kept', async () => {
	await publish({ 'rumors/drill': rumorText(drill), 'notices/drill': noticeText(drill) });
	expect(await end()).toBe(true);
	expect(await textOf('rumors/drill')).toBeUndefined();
	const expires = fieldOf((await textOf('notices/drill')) ?? '', 'expires');
	expect(new Date(String(expires))).toEqual(atHour(1));
	expect(await areas().exercises.report(exercise.id)).toEqual(stored);
	expect(releases).toBe(1);
	expect(await end()).toBe(false);
});

test('an end that was cut short is finished by doing it again, and then changes nothing more', async () => {
	await publish({ 'rumors/drill': rumorText(drill), 'notices/drill': noticeText(drill) });
	await areas().exercises.end(exercise.id, atHour(1));
	const [unfinished] = await areas().exercises.unfinished();
	for (const hour of [2, 3]) await finishExercise(parts(), unfinished ?? exercise, atHour(hour));
	expect(await textOf('rumors/drill')).toBeUndefined();
	const expires = fieldOf((await textOf('notices/drill')) ?? '', 'expires');
	expect(new Date(String(expires))).toEqual(atHour(2));
	expect(await areas().exercises.report(exercise.id)).toEqual(stored);
	expect(releases).toBe(1);
});

test('what is real by the time an exercise ends stays as it is', async () => {
	const real = { 'rumors/turned': rumorText(), 'notices/turned': noticeText() };
	await publish(real);
	await end();
	await clear();
	expect(await textOf('rumors/turned')).toBe(real['rumors/turned']);
	expect(await textOf('notices/turned')).toBe(real['notices/turned']);
	expect(releases).toBe(0);
});

test('clearing deletes the pages and drafts of an exercise, once it has ended', async () => {
	await publish({ 'notices/drill': noticeText(drill) });
	await draft('begun', rumorText(drill));
	expect(await clear()).toBe('still-runs');
	await end();
	expect(await clear()).toBe('cleared');
	expect(await textOf('notices/drill')).toBeUndefined();
	expect(await areas().drafts.get('rumors', 'begun')).toBeUndefined();
	expect(await clear()).toBe('cleared-already');
});

test('a draft begun in an exercise and turned real is kept, also one that is not complete', async () => {
	await draft('turned', rumorText());
	await draft('unfinished', '---\ntitle: 真的\n---\n');
	await draft('drill', '---\nstatus: exercise\n---\n');
	await end();
	await clear();
	const kept = (await areas().drafts.all()).map(({ ref }) => ref);
	expect(kept.toSorted()).toEqual(['turned', 'unfinished']);
});
