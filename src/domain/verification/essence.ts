/** A text as sentences. Lines end them, and so do full stops and the like, and the marks before a text: 【演练】. Numbers before the points of a list do not count. */
export function sentencesOf(text: string): string[] {
	return text
		.replace(/[。！？!?；;】\]]/gu, '$&\n')
		.split(lineEnd)
		.map((line) => line.replace(pointNumber, ''))
		.join('\n')
		.replace(/\.\s/g, '.\n')
		.split(lineEnd)
		.map((sentence) => sentence.trim())
		.filter((sentence) => essence(sentence) !== '');
}

const lineEnd = /[\n\r\u2028\u2029]+/;
const pointNumber =
	/^\s*(?:\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、)/u;

/**
 * What counts of a text: letters, Han characters and digits, and the signs that change a number: 18:00 is not 1800, 3-5 not 35,
 * 1/2 not 12, -5 not 5, >37.3 not <37.3, 50% not 50. A telephone number may be written with or without its hyphen.
 */
export function essence(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/(^|\D)(\d{3,4})[-–—]\s*(\d{7,8})(?!\d)/g, '$1$2$3')
		.replace(/(^|\D)(\d{3})[-–—](\d{3})[-–—](\d{4})(?!\d)/g, '$1$2$3$4')
		.replace(/(\d)\s*([.:\-–—~/,、至到])\s*(?=\d)/g, (_, digit, sign) => digit + kept(sign))
		.replace(/(^|[^0-9a-z-])[-−](?=\d)/g, `$1${kept('-')}`)
		.replace(/([<>≤≥=+±×])(?=\s*\d)/g, (sign) => kept(sign))
		.replace(/(\d)\s*([%‰+])/g, (_, digit, sign) => digit + kept(sign))
		.replace(notCounted, '')
		.replace(/[\ue000-\ue0ff]/g, (mark) => signs[mark.charCodeAt(0) - firstMark] ?? '');
}

/** What may stand for the same sign between numbers. */
const alike: Readonly<Record<string, string>> = {
	'.': ':',
	'–': '-',
	'—': '-',
	'~': '-',
	至: '-',
	到: '-',
	'、': ',',
};
const signs = ':-/,<>≤≥=+±×%‰';
/** Stands for a sign while other punctuation is taken out: no letter of any text. */
const firstMark = 0xe000;
const notCounted = /[^\p{L}\p{N}\p{M}\ue000-\ue0ff]/gu;

function kept(sign: string): string {
	return String.fromCharCode(firstMark + signs.indexOf(alike[sign] ?? sign));
}
