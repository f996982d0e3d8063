import { z } from 'zod';
import { type CollectionName, collections } from '../../src/domain/collections.ts';
import { fieldMeta, unwrapped } from '../../src/domain/fields.schema.ts';
import {
	defaultLanguage,
	type Language,
	labelIn,
	languageName,
} from '../../src/domain/languages.ts';
import { type Problem, problem } from '../../src/domain/problem.ts';
import { settingsSchema } from '../../src/domain/settings.schema.ts';
import { toOffsetString } from '../../src/domain/time.ts';
import { problemText, translator } from '../../src/i18n/strings.ts';
import type { DraftCollection } from './paths.ts';

/** An answer of the protocol. Decap shows `error` to the editor as it stands. */
export interface CmsAnswer {
	readonly status: 200 | 403 | 404 | 409 | 413 | 422 | 503;
	readonly body: object;
}

export function ok(body: object = {}): CmsAnswer {
	return { status: 200, body };
}

/** A refusal that names its reason in the editor's language. */
export function refused(
	status: CmsAnswer['status'],
	problem: Problem,
	language: Language,
): CmsAnswer {
	return { status, body: { error: problemText(problem, language), problems: [problem] } };
}

/** A refusal because someone else was there first, by whom and when where that is known. */
export function staleAnswer(meanwhile: Meanwhile, language: Language): CmsAnswer {
	return refused(409, staleProblem(meanwhile), language);
}

/** Who saved meanwhile, and when; unknown where the entry was published or is gone. */
interface Meanwhile {
	readonly by?: string;
	readonly at?: Date;
}

/** Says who was there first, with the time as the county's clock shows it. */
export function staleProblem({ by, at }: Meanwhile): Problem {
	if (!by || !at) return problem('stale-meanwhile');
	return problem('stale', '', { by, at: toOffsetString(at).slice(0, 16).replace('T', ' ') });
}

/** A refusal of an entry: each field by its label in the form, and what to do about it. */
export function invalidEntry(
	collection: DraftCollection,
	problems: readonly Problem[],
	language: Language,
): CmsAnswer {
	const error = problemLines(collection, problems, language).join('\n');
	return { status: 422, body: { error, problems } };
}

/** What is wrong with an entry, a line for each problem. */
export function problemLines(
	collection: DraftCollection,
	problems: readonly Problem[],
	language: Language,
): string[] {
	return problems.map((each) => {
		const { label, choices } = fieldAt(collection, each.field, language);
		const file =
			each.language && each.language !== defaultLanguage ? `[${languageName(each.language)}] ` : '';
		const t = translator(language);
		const worded =
			each.code === 'not-a-choice' && choices ? problem(each.code, each.field, { choices }) : each;
		const text = problemText(worded, language);
		return `${file}${label ? t('problem.inField', { field: label, problem: text }) : text}`;
	});
}

/** The label of a field's path, such as `evidence.0.date`, and the words of its choices, in the form's language. */
function fieldAt(
	collection: DraftCollection,
	path: string,
	language: Language,
): { readonly label: string; readonly choices?: string } {
	if (path === '') return { label: '' };
	let schema: z.ZodType =
		collection === 'settings' ? settingsSchema : collections[collection as CollectionName].schema;
	const labels: string[] = [];
	for (const part of path.split('.')) {
		const inner = unwrapped(schema);
		// A field may be called `constructor`, and every object has one.
		if (inner instanceof z.ZodObject)
			schema = (Object.hasOwn(inner.shape, part) ? inner.shape[part] : z.unknown()) as z.ZodType;
		else if (inner instanceof z.ZodArray) schema = inner.element as z.ZodType;
		const label = fieldMeta(schema)?.label;
		labels.push(
			/^\d+$/.test(part) ? String(Number(part) + 1) : label ? labelIn(label, language) : part,
		);
	}
	const options = Object.values(fieldMeta(schema)?.options ?? {});
	const choices = options.map((option) => labelIn(option, language));
	return {
		label: labels.join(' › '),
		...(choices.length > 0
			? { choices: choices.join(translator(language)('list.separator')) }
			: {}),
	};
}
