import type { PublishedResponse } from '../site.ts';
import { claimOf } from './claim-text.ts';
import { makeAnotherClaim } from './difference.ts';
import { differencesOf } from './differences.ts';
import type { FindPlaces } from './places.ts';
import { simplified } from './simplified.ts';
import { isSameArea, isSameTime, type Telling } from './telling.ts';

type Wordings = Pick<PublishedResponse, 'item' | 'title' | 'wordings' | 'areas' | 'heardAt'>;

/** Published responses by the form in which equal texts are one claim. */
export type AnswersByText = ReadonlyMap<string, readonly Wordings[]>;

/**
 * Published responses by their wordings. A headline that denies the claim is none of them: who reports the fact is not to be
 * told that it is a rumor.
 */
export function answersByText(responses: readonly Wordings[], places: FindPlaces): AnswersByText {
	const answers = new Map<string, Wordings[]>();
	for (const response of responses) {
		const wordings = response.wordings.filter((each) => saysTheClaim(response, each, places));
		const claims = new Set(wordings.map((each) => claimOf(simplified(each))));
		for (const claim of claims)
			if (claim !== undefined) answers.set(claim, [...(answers.get(claim) ?? []), response]);
	}
	return answers;
}

function saysTheClaim({ title, wordings }: Wordings, wording: string, places: FindPlaces): boolean {
	const [claim = ''] = wordings;
	if (wording !== title) return true;
	return !makeAnotherClaim(differencesOf(simplified(wording), simplified(claim), places));
}

/** A text and the claim that it makes (`claimOf` of its simplified form). */
export interface Said {
	readonly text: string;
	readonly claim: string;
}

/** The item of the one response that a text is a wording of, told of its areas and, where it speaks of a day, on that day. */
export function answerAmong(
	answers: AnswersByText,
	{ text, claim }: Said,
	telling: Telling,
): string | undefined {
	const found = (answers.get(claim) ?? []).filter(({ areas, heardAt }) => {
		const isHere = !areas || areas.some((area) => isSameArea({ area }, telling));
		return isHere && isSameTime(text, { at: heardAt.getTime() }, telling);
	});
	const items = new Set(found.map(({ item }) => item));
	return items.size === 1 ? found[0]?.item : undefined;
}
