/** A field of a form, as far as it gives words to what a file says. */
interface WordedField {
	readonly name: string;
	readonly label?: string;
	readonly options?: readonly { readonly value: string; readonly label: string }[];
	readonly fields?: readonly WordedField[];
}

/** A form of the CMS. */
export interface WordedForm {
	readonly name: string;
	readonly fields?: readonly WordedField[];
}

/** An entry's file as its editor knows it: with the labels of the form for its fields, and the words of its choices. */
export function inFormWords(forms: readonly WordedForm[], path: string, text: string): string {
	const form = forms.find(({ name }) => path.split('/').includes(name));
	const fields = new Map(allFields(form?.fields).map((field) => [field.name, field]));
	return text.replace(
		/^([ -]*)(\w+):(?: (.*))?$/gm,
		(line, lead: string, name: string, value = '') => {
			const field = fields.get(name);
			if (!field?.label) return line;
			const word = field.options?.find((option) => option.value === value)?.label ?? value;
			return `${lead}${field.label}: ${word}`.trimEnd();
		},
	);
}

/** Those of the form itself last, so that they prevail over namesakes within groups. */
function allFields(fields: readonly WordedField[] = []): readonly WordedField[] {
	return [...fields.flatMap((field) => allFields(field.fields)), ...fields];
}
