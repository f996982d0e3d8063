import { type Problem, problem } from './problem.ts';
import { redact } from './redact.ts';

/** The first of some words for everyone to read that hold what leads to a person. What is no number of a person, such as an office's telephone, may stand. */
export function personalDataProblem(
	words: Readonly<Record<string, string | readonly string[]>>,
): Problem | undefined {
	for (const [field, said] of Object.entries(words))
		for (const text of [said].flat())
			if (redact(text).found.length > 0) return problem('personal-data', field, { text });
	return undefined;
}
