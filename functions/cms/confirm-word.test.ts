import { describe, expect, test } from 'vitest';
import { noticeText } from '../../tests/builders.ts';
import { cmsForTests, saveOf } from './cms-for-tests.ts';
import { wordProblem } from './confirm-word.ts';

const cms = await cmsForTests();

async function draft(status: string) {
	const text = noticeText({ status });
	await cms.editor('persistEntry', saveOf('notices/bao-yu.zh-CN.md', text));
	return cms.parts.drafts.get('notices', 'bao-yu');
}
const during = (runs: boolean) => ({ ...cms.parts, exerciseRuns: async () => runs });
const codeOf = async (status: string, typed: string | undefined, runs = false) =>
	(await wordProblem(during(runs), await draft(status), typed))?.code;

describe('who publishes', () => {
	test('for an exercise types that it is one', async () => {
		expect(await codeOf('exercise', undefined)).toBe('exercise-word');
	});

	test.each([
		['exercise', '演练', undefined],
		['exercise', '真实发布', 'exercise-word'],
		['actual', '真实发布', undefined],
		['actual', '演练', 'real-word'],
		['actual', '', 'real-word'],
	])('what is %s while an exercise runs, with the word "%s"', async (status, typed, code) => {
		expect(await codeOf(status, typed, true)).toBe(code);
	});

	test('for real types nothing while no exercise runs', async () => {
		expect(await codeOf('actual', undefined)).toBeUndefined();
	});
});

test('the editor publishes nothing that a word is asked for, and says where to', async () => {
	await draft('exercise');
	const entry = { collection: 'notices', slug: 'bao-yu' };
	await cms.publisher('updateUnpublishedEntryStatus', { ...entry, newStatus: 'pending_publish' });
	const answer = await cms.publisher('publishUnpublishedEntry', entry);
	expect(answer.status).toBe(422);
	expect(answer.body.error).toContain('快速发布');
});
