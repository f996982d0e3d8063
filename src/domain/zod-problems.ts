import type { z } from 'zod';
import { type Problem, problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** Zod's issues as problems that have a sentence in every language. */
export function zodProblems(error: z.ZodError): Problem[] {
	return error.issues.flatMap(issueProblems);
}

function issueProblems(issue: Issue): Problem[] {
	const field = issue.path.map(String).join('.');
	if (issue.input === undefined && issue.code !== 'unrecognized_keys')
		return [problem('required', field)];
	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map((key) => problem('unknown-field', field ? `${field}.${key}` : key));
		case 'invalid_type':
			return [problem('wrong-type', field)];
		case 'too_small':
			return [
				Number(issue.minimum) <= 1
					? problem('required', field)
					: problem('too-small', field, { min: Number(issue.minimum) }),
			];
		case 'too_big':
			return [problem('too-big', field, { max: Number(issue.maximum) })];
		case 'invalid_value':
			return [problem('not-a-choice', field, { choices: issue.values.map(String).join(', ') })];
		case 'invalid_format':
			return [problem(formatProblem(issue.format), field)];
		case 'custom':
			return [problem(String(issue.params?.['problem'] ?? 'wrong-type'), field, valuesOf(issue))];
		default:
			return [problem('wrong-type', field)];
	}
}

/** What a rule of ours puts into its sentence. */
function valuesOf({ params }: z.core.$ZodIssueCustom) {
	return params?.['values'] as Readonly<Record<string, string | number>> | undefined;
}

function formatProblem(format: string): string {
	if (format === 'datetime') return 'not-an-instant';
	if (format === 'date') return 'not-a-day';
	if (format === 'url') return 'not-an-address';
	return 'wrong-format';
}
