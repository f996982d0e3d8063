import { slotsOf } from './matching/claim-slots.ts';
import { type Difference, isAnotherAnswer } from './matching/difference.ts';
import { claimDifferences } from './matching/differences.ts';
import { prefectures, provinces } from './matching/gazetteer.json' with { type: 'json' };
import { Matcher } from './matching/matcher.ts';
import { type FindPlaces, placeFinder } from './matching/places.ts';
import { isSameArea } from './matching/telling.ts';

/** A published response as the form of reports looks through it. */
export interface PublishedAnswer {
	readonly ref: string;
	/** The headline, which is the fact. */
	readonly title: string;
	readonly path: string;
	/** Its verdict, or that it is being checked. */
	readonly word: string;
	/** The claim, the headline and the editors' other wordings, in simplified characters. */
	readonly wordings: readonly string[];
	/** The codes of the areas that it is for; of the whole county without any. */
	readonly areas?: readonly string[] | undefined;
}

/** What is answered, and the county's own areas by their codes, in each language: `/rumors/index.json`. */
export interface PublishedAnswers {
	readonly areas: Readonly<Record<string, readonly string[]>>;
	readonly answers: readonly PublishedAnswer[];
}

/** A person judges, so it may be unlike; but what is offered for everything helps nobody. */
const worthShowing = 0.12;
const fewestCharacters = 4;
/** A county has answered some hundreds of claims. */
const slotBits = 14;

/** Looks through what is answered for a text in simplified characters, the most alike first, three at most. */
export function answerFinder({
	areas,
	answers,
}: PublishedAnswers): (text: string) => readonly PublishedAnswer[] {
	const matcher = new Matcher({ slotBits });
	for (const { ref, wordings } of answers)
		for (const wording of wordings) matcher.add(ref, wording);
	// A phone is not sent the names of all counties.
	const places = placeFinder({ provinces, prefectures, counties: '' }, Object.values(areas).flat());
	const codesOf = areaFinder(areas, places);
	const slots = (text: string) => slotsOf(text, places);
	const byRef = new Map(answers.map((each) => [each.ref, each]));
	return (text) => {
		if (text.trim().length < fewestCharacters) return [];
		const asked = slots(text);
		const named = codesOf(asked.places.map(({ name }) => name));
		return matcher
			.suggest(text, lookedAt)
			.filter(({ score }) => score >= worthShowing)
			.flatMap(({ item, wording }) => {
				const answer = byRef.get(item);
				if (!answer || !isFor(answer, named)) return [];
				// Beside the nearest wording, which may be the fact, the claim that the verdict is on.
				const said = [wording, answer.wordings[0] ?? wording];
				const differences = said.flatMap((each) => claimDifferences(asked, slots(each)));
				const isItsPlace = ({ kind, ours, theirs }: Difference) =>
					kind === 'place' &&
					theirs === '' &&
					codesOf([ours]).some((code) => answer.areas?.includes(code));
				return isAnotherAnswer(differences.filter((each) => !isItsPlace(each))) ? [] : [answer];
			})
			.slice(0, shown);
	};
}

const shown = 3;
/** Some are about another place. */
const lookedAt = 6;

/** The codes of areas by the names that the finder gives. */
function areaFinder(areas: PublishedAnswers['areas'], places: FindPlaces) {
	const codes = new Map(
		Object.entries(areas).flatMap(([code, names]) =>
			names.flatMap((name) => places(name).map((place) => [place.name, code] as const)),
		),
	);
	return (names: readonly string[]) => names.flatMap((name) => codes.get(name) ?? []);
}

/** Whether an answer is for one of the areas that a text names, where it names any. */
function isFor({ areas }: PublishedAnswer, named: readonly string[]): boolean {
	if (!areas || areas.length === 0 || named.length === 0) return true;
	return named.some((code) => areas.some((area) => isSameArea({ area }, { area: code })));
}
