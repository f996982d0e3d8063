import type { RobotKind } from './robots.ts';

/** Bytes of UTF-8 that one message may have: WeCom's limit for texts; the others stay well below their 20 KB for a whole request. */
export const mostBytes: { readonly [kind in RobotKind]: number } = {
	wecom: 2048,
	dingtalk: 15_000,
	feishu: 15_000,
};

/** Room for the mark of a part, 「（12/34）」 and its line break. */
const markBytes = 16;

/** A text in as many parts as the limit asks for, divided between lines or sentences, each with its number. */
export function splitText(text: string, limit: number): string[] {
	if (bytes(text) <= limit) return [text];
	const parts: string[] = [];
	let part = '';
	for (const piece of piecesOf(text, limit - markBytes)) {
		if (part !== '' && bytes(part + piece) > limit - markBytes) {
			parts.push(part);
			part = '';
		}
		part += piece;
	}
	parts.push(part);
	return parts.map((each, index) => `（${index + 1}/${parts.length}）\n${each.trim()}`);
}

/** Lines, in their sentences where they are too long, in characters where a sentence is. */
function piecesOf(text: string, limit: number): string[] {
	const lines = text.split(/(?<=\n)/);
	const sentences = lines.flatMap((line) =>
		bytes(line) <= limit ? [line] : line.split(/(?<=[。！？；.!?;])/),
	);
	// An address is never divided: it is shorter than any limit.
	return sentences.flatMap((each) => (bytes(each) <= limit ? [each] : [...each]));
}

function bytes(text: string): number {
	return Buffer.byteLength(text);
}
