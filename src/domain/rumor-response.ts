import type { RumorResponse } from './collections.ts';
import { type Problem, problem } from './problem.ts';

export type { RumorResponse } from './collections.ts';

export type Verdict = NonNullable<RumorResponse['verdict']>;

/** What a reader sees stamped on a response: its verdict, or that it is being checked. */
export function mark(response: RumorResponse): Verdict | 'checking' {
	return response.state === 'answered' && response.verdict ? response.verdict : 'checking';
}

/** The instant a response dates from. */
export function respondedAt(response: RumorResponse): Date {
	return response.stamp?.sent ?? response.checkedAt ?? response.heardAt;
}

export function byNewestResponse(a: RumorResponse, b: RumorResponse): number {
	return respondedAt(b).getTime() - respondedAt(a).getTime();
}

/** What a response needs before anyone may rely on it: a verdict with evidence, or an honest "checking" with a time. */
export function rumorResponseProblems(response: RumorResponse): Problem[] {
	const problems: Problem[] = [];
	if (response.state === 'checking') {
		if (response.verdict) problems.push(problem('verdict-while-checking', 'verdict'));
		if (!response.nextUpdateAt) problems.push(problem('needs-next-update', 'nextUpdateAt'));
		return problems;
	}
	if (!response.verdict) problems.push(problem('needs-verdict', 'verdict'));
	if (response.evidence.length === 0) problems.push(problem('needs-evidence', 'evidence'));
	if (!response.checkedAt) problems.push(problem('required', 'checkedAt'));
	if (response.verdict === 'unproven' && !response.nextUpdateAt)
		problems.push(problem('needs-next-update', 'nextUpdateAt'));
	if (response.checkedAt && response.checkedAt < response.heardAt)
		problems.push(problem('ends-before-start', 'checkedAt'));
	return problems;
}
