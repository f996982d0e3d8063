import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entryPath } from '../src/domain/collections.ts';
import { fieldOf } from '../src/domain/front-matter-lists.ts';
import { atHour, noon, noticeText, rumorText, someSettings } from '../tests/builders.ts';
import { freshSqlite } from '../tests/stores.ts';
import { openRepository, type Repository } from './content/repository.ts';
import { createExerciseDesk, type ExerciseDesk } from './exercise-desk.ts';
import { exerciseParts } from './exercise-parts.ts';
import { storeAreas } from './store/areas.ts';

const store = freshSqlite();
const areas = () => storeAreas(store());
const drill = { status: 'exercise' };

let folder = '';
let repository: Repository;
let desk: ExerciseDesk;
let releases: number;
let hour: number;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'mingbai-exercise-'));
	repository = await openRepository(join(folder, 'content'));
	releases = 0;
	hour = 0;
	desk = createExerciseDesk({
		config: { dataDir: folder, databaseUrl: undefined },
		exercises: areas().exercises,
		areaNames: () => [],
		stopping: new AbortController().signal,
		log: { error: () => undefined },
	});
	await start('e-1', 0);
});
afterEach(async () => {
	await desk.close();
	rmSync(folder, { recursive: true });
});

const start = (id: string, at: number) =>
	areas().exercises.start({ id, scenario: 'flood', startedAt: atHour(at), startedBy: 'li' });

const parts = () =>
	exerciseParts({
		areas: areas(),
		desk,
		repository,
		settings: someSettings,
		staff: async () => [],
		release: async () => {
			releases += 1;
		},
		now: () => atHour(hour),
	});

/** Somebody saves the draft of an exercise. */
const save = (subject: string, at: number) =>
	areas().audit.append({
		at: atHour(at),
		actor: 'li',
		action: 'draft.saved',
		subject,
		details: {},
	});

/** Somebody publishes a file as an exercise. */
async function publish(name: string, at: number, text = noticeText(drill)): Promise<void> {
	const [collection, ref = ''] = name.split('/');
	if (collection !== 'notices' && collection !== 'rumors') throw new Error(name);
	const changes = new Map([
		[entryPath(collection, ref, 'zh-CN'), new TextEncoder().encode(text)] as const,
	]);
	const author = { name: 'Li', email: 'li@county.example' };
	const parent = await repository.head();
	const done = await repository.commit({
		parent,
		changes,
		author,
		message: `Publish ${name}`,
		at: atHour(at),
	});
	if (done === 'conflict') throw new Error(done);
	await areas().publications.add({
		commit: done.commit,
		collection,
		ref,
		title: ref,
		path: collection === 'rumors' ? `/exercise/rumors/${ref}/` : `/exercise/${ref}/`,
		by: 'Li',
		askedAt: atHour(at),
		committedAt: atHour(at),
	});
}

async function textOf(name: string): Promise<string | undefined> {
	const head = (await repository.head()) ?? '';
	const blob = await repository.blobAt(head, `${name}.zh-CN.md`);
	return blob && new TextDecoder().decode(await repository.readBlob(blob));
}

async function endOf(name: string): Promise<Date> {
	return new Date(String(fieldOf((await textOf(name)) ?? '', 'expires')));
}

test('an end that was cut short is finished at the next look: its pages are off and its report is there', async () => {
	await publish('notices/drill', 0);
	await publish('rumors/drill', 0, rumorText(drill));
	await areas().exercises.end('e-1', atHour(1));
	hour = 2;
	const after = parts();
	await after.tidy();
	await after.tidy();
	expect(await endOf('notices/drill')).toEqual(atHour(2));
	expect(await textOf('rumors/drill')).toBeUndefined();
	expect((await areas().exercises.report('e-1'))?.lines.length).toBeGreaterThan(0);
	expect(releases).toBe(1);
});

test('what was written in an exercise and is published after its end is taken off too, whenever that is', async () => {
	const at = parts();
	await save('notices/late', 0);
	hour = 1;
	await at.end((await areas().exercises.running()) ?? neverRuns());
	await at.tidy();
	await publish('notices/late', 2);
	await publish('rumors/late', 2, rumorText(drill));
	hour = 2;
	await at.tidy();
	expect(await endOf('notices/late')).toEqual(atHour(2));
	expect(await textOf('rumors/late')).toBeUndefined();
	hour = 3;
	expect((await at.published((await areas().exercises.get('e-1')) ?? neverRuns())).length).toBe(2);
});

test('a notice that somebody begins as an exercise later, and what is real, keep their own end', async () => {
	const at = parts();
	await save('notices/real', 0);
	hour = 1;
	await at.end((await areas().exercises.running()) ?? neverRuns());
	await save('notices/alone', 2);
	await publish('notices/alone', 2);
	await publish('notices/real', 2, noticeText());
	hour = 3;
	await at.tidy();
	expect(await textOf('notices/alone')).toBe(noticeText(drill));
	expect(await textOf('notices/real')).toBe(noticeText());
});

test('what the next exercise publishes is not taken off for the last one', async () => {
	const at = parts();
	hour = 1;
	await at.end((await areas().exercises.running()) ?? neverRuns());
	await start('e-2', 2);
	await publish('rumors/next', 3, rumorText(drill));
	hour = 3;
	await at.tidy();
	expect(await textOf('rumors/next')).toBe(rumorText(drill));
	expect(await at.published((await areas().exercises.get('e-1')) ?? neverRuns())).toEqual([]);
});

function neverRuns(): never {
	throw new Error(`no exercise at ${noon.toISOString()}`);
}
