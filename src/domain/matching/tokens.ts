import { normalizeClaim, withoutAsides } from './claim-text.ts';
import { withDigits } from './numerals.ts';
import { segmentWords } from './segment-words.ts';

/** What a text is compared by, in two ways: `words` tell what it speaks of, `grams` survive misspelling and other word borders. */
export interface ClaimTokens {
	readonly words: readonly string[];
	readonly grams: readonly string[];
}

/** The tokens of a text. */
export function tokensOf(text: string): ClaimTokens {
	const claim = withDigits(withoutAsides(normalizeClaim(text)));
	return { words: segmentWords(claim).map(stem), grams: gramsOf(claim) };
}

/** English endings that say nothing of the claim. */
function stem(word: string): string {
	return /^[a-z]{4,}$/.test(word) ? word.replace(/(?:ing|ed|es|s)$/, '') : word;
}

/** Han characters in pairs, so that two-character words count; one that stands alone, as it is; Latin words whole and in fours. */
function gramsOf(normalized: string): string[] {
	const tokens: string[] = [];
	for (const run of normalized.match(/\p{Script=Han}+|[^\s\p{Script=Han}]+/gu) ?? []) {
		const characters = [...run];
		if (characters.length === 1) tokens.push(run);
		else if (/\p{Script=Han}/u.test(run))
			for (const gram of grams(characters, 2)) tokens.push(gram);
		else {
			tokens.push(run);
			if (characters.length > 4) for (const gram of grams(characters, 4)) tokens.push(gram);
		}
	}
	return tokens;
}

function grams(characters: readonly string[], size: number): string[] {
	const found: string[] = [];
	for (let at = 0; at + size <= characters.length; at += 1)
		found.push(characters.slice(at, at + size).join(''));
	return found;
}
