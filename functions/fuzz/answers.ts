import type { Parameters } from 'fast-check';
import { expect } from 'vitest';
import { rounds } from '../../tests/faults/random.ts';
import type { WholePortal } from '../../tests/whole-portal.ts';

/** As many cases as the tests have time for, and more where things are broken for longer. */
export function cases(count: number): Pick<Parameters, 'numRuns'> {
	return { numRuns: Math.ceil((count * rounds) / 3) };
}

/** What anybody may be answered, whatever was sent. */
const expected = [
	200, 201, 202, 204, 302, 303, 308, 400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503,
];
/** No answer to what somebody sends is longer than a page, in characters. */
const page = 512 * 1024;

/** Looks at an answer as a whole: it is expected and bounded, says nothing secret, and nothing was thrown for it. Gives its text. */
export async function expectSound(
	{ failures, secrets }: Pick<WholePortal, 'failures' | 'secrets'>,
	answer: Response,
	longest = page,
): Promise<string> {
	const text = await answer.text();
	expect(failures.splice(0)).toEqual([]);
	expect(expected).toContain(answer.status);
	expect(text.length).toBeLessThan(longest);
	for (const secret of secrets) expect(text).not.toContain(secret);
	expect(text).not.toMatch(/\bat \S+ \(?(?:file:|\/|node:)/);
	return text;
}

/** Fields as a form sends them, whatever their values are. */
export function formBody(fields: object): RequestInit {
	return { method: 'POST', body: new URLSearchParams(textsOf(fields)) };
}

/** Values as the fields of a form would say them. */
export function textsOf(fields: object): [string, string][] {
	return Object.entries(fields).map(([name, value]) => [
		name,
		typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
	]);
}

/** A body of JSON as a browser sends it. */
export function jsonBody(value: unknown, method = 'POST'): RequestInit {
	return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
