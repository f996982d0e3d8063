import { noticeText, yellowWarning } from './builders.ts';

/** What git lets through: every field as long as the schema has it, and as nasty. */
export function hostileNotices(): Readonly<Record<string, string>> {
	const each = (text: string, length: number, count: number) =>
		JSON.stringify(Array.from({ length: count }, () => text.repeat(length).slice(0, length)));
	const one = (text: string, length: number) =>
		JSON.stringify(text.repeat(length).slice(0, length));
	const inAllFields = (text: string) =>
		noticeText(
			{
				...yellowWarning,
				title: one(text, 80),
				summary: one(text, 200),
				actions: each(text, 200, 8),
				avoid: each(text, 200, 8),
				known: each(text, 200, 8),
				documentNumber: one(text, 60),
				phones: '["0000-5550120", "12356", "120"]',
			},
			text.repeat(1000),
		);
	const texts = {
		script: '<script>alert(1)</script>',
		quotes: `"'&<>`,
		bidi: 'abc\u202Edef\u2066',
		word: 'x',
		han: '长',
		emoji: '👩‍👩‍👧‍👦🚨',
		rare: '𠮷㐂ꀀᠠ',
		sentences: '请不要出门。',
	};
	return Object.fromEntries(
		Object.entries(texts).map(([name, text]) => [`notices/${name}.zh-CN.md`, inAllFields(text)]),
	);
}
