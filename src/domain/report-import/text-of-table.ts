/** The text of a table, or of a line of one: UTF-8, or what Excel writes in China (GB 18030, which holds GBK), as bytes of one are seldom sound in the other. */
export function textOfTable(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}
