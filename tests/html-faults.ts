import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
	extends: ['html-validate:recommended'],
	rules: {
		// Style keeps a number together; another hyphen in it would be copied and not found again.
		'tel-non-breaking': 'off',
		// The title is the headline: as long as that is.
		'long-title': 'off',
		// How the source is laid out, of which readers see nothing.
		'no-trailing-whitespace': 'off',
		// HTML lets a name begin with a digit, as short codes do.
		'valid-id': ['error', { relaxed: true }],
	},
});

/** What html-validate finds wrong with the HTML of a page, as `line: rule, message`. */
export async function htmlFaults(html: string): Promise<string[]> {
	const { results } = await validator.validateString(html);
	return results.flatMap(({ messages }) =>
		messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}, ${message}`),
	);
}
