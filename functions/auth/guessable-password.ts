/**
 * What passwords are made of most often: words out of the first hundred of "xato-net-10-million-passwords" and
 * "ignis-mandarin-150" (github.com/danielmiessler/SecLists, MIT), and words of an office like this.
 */
const commonWords = [
	...['password', 'passw0rd', 'letmein', 'iloveyou', 'welcome', 'dragon', 'monkey', 'football'],
	...['baseball', 'sunshine', 'princess', 'superman', 'batman', 'starwars', 'trustno1', 'shadow'],
	...['master', 'computer', 'windows', 'freedom', 'access', 'abc123', 'woaini', 'tianya'],
	...['5201314', '7758521', '7758258', '1314520', '1314521', '147258369', '741852963', '159357'],
	...['admin', 'administrator', 'changeme', 'default', 'secret', 'mima', 'mingbai', 'portal'],
	...['密码', '管理员', '明白', '我爱你'],
];

/** Rows of keys and orders that fingers and heads follow. */
const orders = [
	...['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'],
	'1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
];
const neighbors = new Set(
	orders.flatMap((order) =>
		[...order.slice(1)].flatMap((next, index) => [
			`${order[index]}${next}`,
			`${next}${order[index]}`,
		]),
	),
);

/** So much must be left of a password when what anybody would try is taken out. */
const leastLeft = 6;

/**
 * Whether a password is made of what is tried first: a common word, the person's or the portal's own names (`own`), a run of
 * keys, or the same again and again.
 */
export function isGuessable(password: string, own: readonly string[]): boolean {
	const plain = plainly(password);
	const words = [...commonWords, ...own.flatMap(wordsOf)].sort((a, b) => b.length - a.length);
	const rest = words.reduce((text, word) => text.replaceAll(word, ' '), plain);
	return [...withoutRuns(unitOf(rest))].filter((sign) => sign !== ' ').length < leastLeft;
}

/** Case, width of letters and what stands between words make nothing harder to guess. */
function plainly(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/** The parts of a name or an address that are long enough to mean it, and the whole. */
function wordsOf(text: string): readonly string[] {
	const parts = text
		.normalize('NFKC')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u);
	return [plainly(text), ...parts].filter((word) =>
		/\p{Script=Han}/u.test(word) ? word.length >= 2 : word.length >= 3,
	);
}

/** What a text repeats, once. */
function unitOf(text: string): string {
	return /^(.+?)\1+$/u.exec(text)?.[1] ?? text;
}

/** One sign of each run of three and more: `aaaa`, `4321` and `qwer` are one choice. */
function withoutRuns(text: string): string {
	const signs = [...text];
	const follows = signs.map((sign, index) => {
		const before = signs[index - 1];
		return before !== undefined && (before === sign || neighbors.has(before + sign));
	});
	return signs
		.filter((_, index) => !(follows[index] && (follows[index - 1] || follows[index + 1])))
		.join('');
}
