import { sentencesOf } from '../domain/drafting/sentences.ts';
import { isLanguage } from '../domain/languages.ts';
import { spokenChinese, spokenPhone } from '../domain/messages/spoken-chinese.ts';

/** A sentence as it is said, in the language of a BCP 47 tag. */
export interface Spoken {
	readonly text: string;
	readonly language: string;
}

const blocks = 'h1, h2, h3, h4, p, li, dt, dd, th, td, blockquote';
/** What is worked with, not read. */
const unread = 'button, audio, details, read-aloud, .short-code, .visually-hidden';

/** What a part of the page says to who looks at it, in its order: one sentence after the other. */
export function spokenPage(part: Element): Spoken[] {
	const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
	const said: { block: Element; text: string }[] = [];
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const parent = node.parentElement;
		const block = parent?.closest(blocks);
		if (!parent || !block || parent.closest(unread) || !isShown(parent)) continue;
		const text = spokenNode(node.textContent ?? '', parent);
		const last = said.at(-1);
		if (last?.block === block) last.text += text;
		else said.push({ block, text });
	}
	return said.flatMap(({ block, text }) => spokenSentences(text, languageOf(block)));
}

function spokenSentences(text: string, language: string): Spoken[] {
	const plain = text.replace(/\s+/g, ' ').trim();
	const sentences = isLanguage(language) ? sentencesOf(plain, language) : [plain];
	return sentences
		.map((sentence) => (isChinese(language) ? spokenChinese(sentence) : sentence))
		.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
		.map((sentence) => ({ text: sentence, language }));
}

/** A phone number is said digit by digit, or it is heard as millions. */
function spokenNode(text: string, parent: Element): string {
	if (!parent.closest('.phone')) return text;
	return isChinese(languageOf(parent))
		? spokenPhone(text.trim())
		: text
				.trim()
				.replace(/\d(?=\d)/g, '$& ')
				.replaceAll('-', ', ');
}

/** The language that a text is written in. */
export function languageOf(element: Element): string {
	return element.closest<HTMLElement>('[lang]')?.lang ?? '';
}

function isChinese(language: string): boolean {
	return language.startsWith('zh');
}

function isShown(element: Element): boolean {
	return element.getClientRects().length > 0;
}
