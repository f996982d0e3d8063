/** Units that are written with letters or signs, as they are said behind a number. */
const units: readonly (readonly [RegExp, string])[] = [
	[/(\d)\s*(?:℃|°C)/g, '$1摄氏度'],
	[/(\d)\s*km(?![a-z])/gi, '$1公里'],
	[/(\d)\s*kg(?![a-z])/gi, '$1公斤'],
	[/(\d)\s*mm(?![a-z])/gi, '$1毫米'],
	[/(\d)\s*cm(?![a-z])/gi, '$1厘米'],
];

/** Signs before a number, as they are said. */
const comparisons: readonly (readonly [RegExp, string])[] = [
	[/[<＜]\s*(?=\d)/g, '低于'],
	[/[>＞]\s*(?=\d)/g, '高于'],
	[/[≤]\s*(?=\d)/g, '不高于'],
	[/[≥]\s*(?=\d)/g, '不低于'],
	[/(?<![\d\w-])(?:零下)?[-−](?=\d+(?:\.\d+)?\s*(?:℃|°C|度|摄氏度))/g, '零下'],
];

/** A text in the digits and signs that `spokenChinese` reads, without what nobody says: list numbers, addresses, pictures. */
export function plainSigns(text: string): string {
	const plain = text
		.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
		.replace(/(?<=\d)：(?=\d)/g, ':')
		.replace(/(?<=\d)－(?=\d)/g, '-')
		.replace(/(?<=\d)[,，](?=\d{3}(?!\d))/g, '')
		.replace(/^\s*(?:\d{1,2}[.．、](?!\d)|[①-⑳])\s*/, '')
		.replace(/(?:https?:\/\/|www\.)[\w\-./?#=&%:]+/g, '')
		.replace(/\p{Extended_Pictographic}\uFE0F?/gu, '');
	return [...comparisons, ...units].reduce((said, [sign, word]) => said.replace(sign, word), plain);
}

/** What stands in brackets is said like the rest; only the numbers of documents, of list points and of weekdays are not. */
export function withoutBrackets(text: string): string {
	return text
		.replace(/（周([日一二三四五六])）/g, '，星期$1，')
		.replace(/[（(]([^（）()]*)[）)]/g, (_, inside: string) =>
			isReference(inside) ? '' : `，${inside}，`,
		)
		.replace(/[【[〔][^】\]〕]*[】\]〕]/g, '')
		.replace(/[（()）【[\]】〔〕“”"《》]/g, '')
		.replace(/^，/, '');
}

/** `示市政发〔2026〕9号`, `一`, `1`. */
function isReference(inside: string): boolean {
	return /〔|\[/.test(inside) || /^(?:[一二三四五六七八九十]{1,3}|\d{1,2})$/.test(inside.trim());
}
