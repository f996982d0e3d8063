import { pieces } from './pieces.ts';

const breakBytes = '<wbr>'.length;

/** How many bytes a text takes in HTML (UTF-8), as pages escape it and let its lines end. */
export function htmlBytes(text: string): number {
	let bytes = (pieces(text).length - 1) * breakBytes;
	for (const character of text) bytes += escaped[character] ?? utf8Bytes(character);
	return bytes;
}

const escaped: Readonly<Record<string, number>> = { '&': 5, '<': 4, '>': 4, '"': 6, "'": 5 };

function utf8Bytes(character: string): number {
	const code = character.codePointAt(0) ?? 0;
	return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
