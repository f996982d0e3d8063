const ones = 'one two three four five six seven eight nine'.split(' ');
const teens =
	'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales: Readonly<Record<string, number>> = {
	hundred: 100,
	thousand: 1000,
	million: 1_000_000,
};

// One is mostly a pronoun.
const words = new RegExp(
	`\\b(?:(${tens.join('|')})(?:[- ](${ones.join('|')}))?|(${[...teens, ...ones.slice(1)].join('|')})|one(?= (?:hundred|thousand|million)))\\b`,
	'gi',
);
const scaled = /\b(\d+(?:\.\d+)?|a) (hundred|thousand|million)\b/gi;

/** Writes English numbers in digits: "forty days" and "40 days" are the same. */
export function withEnglishDigits(text: string): string {
	if (!/[a-z]/i.test(text)) return text;
	return text
		.replace(words, (_, ten?: string, one?: string, other?: string) =>
			String(ten ? numberNamed(ten) + numberNamed(one ?? '') : numberNamed(other ?? 'one')),
		)
		.replace(scaled, (_, count: string, scale: string) =>
			String((Number(count) || 1) * (scales[scale.toLowerCase()] ?? 1)),
		);
}

function numberNamed(word: string): number {
	const written = word.toLowerCase();
	if (tens.includes(written)) return 20 + tens.indexOf(written) * 10;
	if (teens.includes(written)) return 10 + teens.indexOf(written);
	return ones.indexOf(written) + 1;
}
