import { createHash } from 'node:crypto';
import { heldExercises } from '../src/domain/exercise/held-exercises.ts';
import type { Language } from '../src/domain/languages.ts';
import {
	type Approval,
	type Hazard,
	overdueReviews,
	type PreparedKind,
	readinessBoard,
	readinessCounts,
} from '../src/domain/readiness.ts';
import type { ReadinessData } from '../src/domain/readiness-answers.ts';
import { countyHazards, type Settings } from '../src/domain/settings.ts';
import type { Content, Moment, Renderer } from '../src/domain/site.ts';
import { approvedWords } from '../src/domain/templates/prepared-texts.ts';
import { toDay } from '../src/domain/time.ts';
import type { Exercises } from './store/exercises.ts';
import type { KeptApproval, ReadinessApprovals } from './store/readiness-approvals.ts';

export interface ReadinessParts {
	readonly approvals: Pick<ReadinessApprovals, 'list'>;
	readonly exercises: Pick<Exercises, 'reported'>;
	readonly renderer: Pick<Renderer, 'readyEntries'>;
	readonly content: () => Content;
	readonly moment: () => Promise<Moment>;
}

/** What the county has ready, from its content, its settings, and the approvals and exercises in the store. */
export async function readinessNow(
	{ approvals, exercises, renderer, content, moment }: ReadinessParts,
	language: Language,
): Promise<ReadinessData> {
	const [live, at, kept] = [content(), await moment(), await approvals.list()];
	const entries = renderer.readyEntries(live, at, language);
	const reported = await exercises.reported(countedExercises);
	const rows = readinessBoard({
		hazards: countyHazards(live.settings),
		entries,
		exercises: reported.flatMap(({ exercise, report }) => heldExercises(exercise, report)),
		approvals: kept.map((each) => approvalOf(each, live.settings)),
		now: at.now,
	});
	return {
		rows,
		counts: readinessCounts(rows),
		overdue: overdueReviews(entries, at.now).map(({ collection, ref, title, reviewBy }) => ({
			collection,
			ref,
			title,
			reviewBy,
		})),
	};
}

/** As many as a county does in years; what is older has not been exercised for long. */
const countedExercises = 100;

/** Tells whether the words of a text are still those that were approved. */
export function wordsHash(kind: PreparedKind, hazard: Hazard, settings: Settings): string {
	return createHash('sha256')
		.update(approvedWords(kind, hazard, settings))
		.digest('hex');
}

function approvalOf(
	{ hazard, kind, wordsHash: was, at }: KeptApproval,
	settings: Settings,
): Approval {
	return { hazard, kind, on: toDay(at), isSame: was === wordsHash(kind, hazard, settings) };
}
