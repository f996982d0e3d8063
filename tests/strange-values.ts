import fc from 'fast-check';

/** Pieces that break what was not written for them: controls, directions, nothing that is seen, halves of characters, paths. */
const pieces = fc.constantFrom(
	'\u0000',
	'\u0007',
	'\u001b[31m',
	'\u202e',
	'\u2066',
	'\u200b',
	'\ufeff',
	'\ud800',
	'\udc00',
	'../',
	'..%2f',
	'%2e%2e%2f',
	'%e4%ba%91%e6%ba%aa/..',
	'云溪镇/../../设置',
	'＜script＞',
	"';--",
	'$\u007b1}',
	'__proto__',
	'constructor',
	'\r\n---\r\n',
	'---\n',
	'&a *a',
	'!!js/function',
	'😷𠮷',
	'=cmd()',
	'9'.repeat(40),
	'云'.repeat(500),
);

/** A text that nobody would write, or only who means harm. */
export const strangeText = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc
		.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 6 })
		.map((all) => all.join('')),
);

/** Anything that JSON can say, with such texts in it. */
export const strangeJson = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		strangeText,
		fc.double(),
		fc.maxSafeInteger(),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(strangeText, tie('value'), { maxKeys: 4 }),
	),
})).value;

/** An object with some of these fields, each of any value, and whatever else. */
export function strangeObject(fields: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
	const known = Object.fromEntries(fields.map((name) => [name, strangeJson]));
	return fc
		.tuple(
			fc.record(known, { requiredKeys: [] }),
			fc.dictionary(strangeText, strangeJson, { maxKeys: 2 }),
		)
		.map(([own, more]) => ({ ...more, ...own }));
}

/** What is nearly sound: some fields of it, however deep, are changed a little, gone, or anything else. */
export function nearly(sound: Readonly<Record<string, unknown>>): fc.Arbitrary<object> {
	const change = fc
		.constantFrom(...Object.keys(sound))
		.chain((name) => changed(sound[name]).map((value) => [name, value] as const));
	return fc
		.array(change, { minLength: 1, maxLength: 2 })
		.map((changes) => ({ ...sound, ...Object.fromEntries(changes) }));
}

/** Another value than a given one. */
function changed(value: unknown): fc.Arbitrary<unknown> {
	const strange = fc.oneof(strangeJson, fc.constant(undefined));
	if (typeof value === 'string')
		return fc.oneof({ weight: 3, arbitrary: changedText(value) }, strange);
	if (typeof value === 'object' && value !== null && Object.keys(value).length > 0)
		return fc.oneof({ weight: 3, arbitrary: nearly(value as Record<string, unknown>) }, strange);
	return fc.oneof(fc.maxSafeInteger(), fc.constantFrom(-1, 0, 1e308, 5e-324), strange);
}

/** A text with a piece put in, left out, or written otherwise. */
export function changedText(text: string): fc.Arbitrary<string> {
	const place = fc.nat(text.length);
	return fc.oneof(
		fc
			.tuple(place, fc.oneof(pieces, fc.string({ minLength: 1, maxLength: 2 })))
			.map(([at, piece]) => text.slice(0, at) + piece + text.slice(at)),
		fc.tuple(place, fc.nat(3)).map(([at, count]) => text.slice(0, at) + text.slice(at + count + 1)),
		fc
			.tuple(place, fc.string({ minLength: 1, maxLength: 1 }))
			.map(([at, letter]) => text.slice(0, at) + letter + text.slice(at + 1)),
		fc.constantFrom(text.toUpperCase(), text.toLowerCase(), ` ${text} `, `${text}\0`, text + text),
	);
}
