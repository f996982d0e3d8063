import { claimDifferences, isAnotherAnswer, slotsOf } from './matching/differences.ts';
import { prefectures, provinces } from './matching/gazetteer.json' with { type: 'json' };
import { Matcher } from './matching/matcher.ts';
import { placeFinder } from './matching/places.ts';

/** A published response as the form of reports looks through it: `/rumors/index.json`. */
export interface PublishedAnswer {
	readonly ref: string;
	/** The headline, which is the fact. */
	readonly title: string;
	readonly path: string;
	/** Its verdict, or that it is being checked. */
	readonly word: string;
	/** The claim, the headline and the editors' other wordings. */
	readonly wordings: readonly string[];
}

/** A person judges, so it may be unlike; but what is offered for everything helps nobody. */
const worthShowing = 0.12;
const fewestCharacters = 4;
/** A county has answered some hundreds of claims. */
const slotBits = 14;

/** Looks through what is answered, the most alike first, three at most. */
export function answerFinder(
	answers: readonly PublishedAnswer[],
): (text: string) => readonly PublishedAnswer[] {
	const matcher = new Matcher({ slotBits });
	for (const { ref, wordings } of answers)
		for (const wording of wordings) matcher.add(ref, wording);
	// A phone is not sent the names of all counties.
	const places = placeFinder({ provinces, prefectures, counties: '' }, []);
	const slots = (text: string) => slotsOf(text, places);
	const byRef = new Map(answers.map((each) => [each.ref, each]));
	return (text) => {
		if (text.trim().length < fewestCharacters) return [];
		return matcher
			.suggest(text, 3)
			.filter(({ score }) => score >= worthShowing)
			.flatMap(({ item, wording }) => {
				const answer = byRef.get(item);
				// Beside the nearest wording, which may be the fact, the claim that the verdict is on.
				const said = [wording, answer?.wordings[0] ?? wording];
				const asked = slots(text);
				const differences = said.flatMap((each) => claimDifferences(asked, slots(each)));
				return answer && !isAnotherAnswer(differences) ? [answer] : [];
			});
	};
}
