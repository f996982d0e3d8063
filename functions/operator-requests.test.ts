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
