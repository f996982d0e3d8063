import { isConfirmed } from '../../src/domain/exercise/course.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import type { Draft } from '../store/drafts.ts';
import { checkDraft } from './check-draft.ts';
import type { CmsParts } from './parts.ts';

/** Which word is to be typed before something is published. */
export type ConfirmWord = 'exercise' | 'real';

/** What is read as an announcement, and could be taken for an exercise or for the real thing. */
const announced: ReadonlySet<string> = new Set(['notices', 'rumors']);

/**
 * Who publishes for an exercise types that it is one; and while one runs, who publishes for real types that. At all other
 * times nothing is typed: in an emergency each second counts.
 */
export async function wordToConfirm(
	{ content, exerciseRuns }: Pick<CmsParts, 'content' | 'exerciseRuns'>,
	{ collection, ref, files }: Draft,
): Promise<ConfirmWord | undefined> {
	if (!announced.has(collection)) return undefined;
	const check = checkDraft(collection, ref, files, content());
	const { status } = { status: 'actual', ...(check.kind === 'entry' ? check.entry.data : {}) };
	if (status !== 'actual') return 'exercise';
	return (await exerciseRuns()) ? 'real' : undefined;
}

/** What is wrong with the word that was typed. */
export async function wordProblem(
	parts: Pick<CmsParts, 'content' | 'exerciseRuns'>,
	draft: Draft | undefined,
	typed: string | undefined,
): Promise<Problem | undefined> {
	const word = draft && (await wordToConfirm(parts, draft));
	return word === undefined || isConfirmed(word, typed)
		? undefined
		: problem(`${word}-word`, 'confirm');
}
