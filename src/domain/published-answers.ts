import { Matcher } from './matching/matcher.ts';

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
	const byRef = new Map(answers.map((each) => [each.ref, each]));
	return (text) => {
		if (text.trim().length < fewestCharacters) return [];
		return matcher
			.suggest(text, 3)
			.filter(({ score }) => score >= worthShowing)
			.flatMap(({ item }) => byRef.get(item) ?? []);
	};
}
