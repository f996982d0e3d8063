import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noon } from '../tests/builders.ts';
import { answerOperator, askPortal } from './operator-requests.ts';
import type { AuditEvent } from './store/audit.ts';

let dataDir: string;
let told: AuditEvent[];

beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'mingbai-operator-'));
	told = [];
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function answer(resume: () => Promise<never>): Promise<void> {
	return answerOperator({
		dataDir,
		releaser: { resume, rollBack: async () => false },
		rotateSigningKey: async () => undefined,
		rotateVapidKey: async () => undefined,
		purgeIncident: async () => false,
		audit: { append: async (event) => void told.push(event) },
		now: () => noon,
	});
}

test('a rollback that is lifted while nothing can be released is done once, and the operator is told', async () => {
	const fails = async () => {
		throw new Error('nothing can be released');
	};
	const asked = askPortal(dataDir, { verb: 'resume' });
	await expect.poll(() => answer(fails).then(() => '', String)).toContain('nothing can be');
	expect(await asked).toBe('failed');
	await answer(fails);
	expect(told.map(({ action }) => action)).toEqual(['release.resumed']);
});

test('who asks for something else while a request is done is not told that it is done', async () => {
	const patience = { untilTaken: 5_000, untilDone: 5_000 };
	const done = Promise.withResolvers<never>();
	const rotated = askPortal(dataDir, { verb: 'resume' }, patience);
	await expect
		.poll(() => {
			void answer(() => done.promise).catch(() => undefined);
			return told.length;
		})
		.toBeGreaterThan(0);
	expect(await askPortal(dataDir, { verb: 'purge-incident', ref: 'x' }, patience)).toBe('behind');
	done.reject(new Error('later'));
	expect(await rotated).toBe('failed');
});

test('a request that waits for a portal is not replaced by another, and can be asked for again', async () => {
	const patience = { untilTaken: 0, untilDone: 0 };
	expect(await askPortal(dataDir, { verb: 'resume' }, patience)).toBe('waiting');
	expect(await askPortal(dataDir, { verb: 'rotate-vapid-key' }, patience)).toBe('behind');
	expect(await askPortal(dataDir, { verb: 'resume' }, patience)).toBe('waiting');
	const done = Promise.withResolvers<never>();
	void answer(() => done.promise);
	await expect.poll(() => told.map(({ action }) => action)).toEqual(['release.resumed']);
});
