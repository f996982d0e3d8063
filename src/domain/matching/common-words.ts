/** Words that stand in any claim: of grammar, of haste, of how a message came. They count, but little. */
const common = new Set(
	[
		'的 了 是 在 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 那 吗 呢 吧 啊 把 被 让 给 从',
		'对 与 及 或 但 而 因 因为 所以 如果 可以 能 还 又 再 已经 已 正在 将 里 外 后 前 时 中 下 个 每 各 听 真 真的 假的 是否',
		'大家 我们 他们 你们 这个 那个 这些 什么 怎么 怎么办 多少 几 哪 哪个 谁 为什么 请 请问 各位 朋友 位 名 家 我家 我们县',
		'今天 明天 今晚 昨天 现在 刚 刚刚 刚才 马上 天 年 月 日 号 点 通知 消息 最新 紧急 转发 扩散 赶紧 赶快 抓紧 抓紧时间',
		'一律 所有 全部 全 县 县里 市 省',
		'the a an is are was were be been it its to of in on at and or for from by with that this there will would can could do does did',
		'i you he she they we my your our their not no any all out who what when how about into up if so as has have had',
	].flatMap((line) => line.split(' ')),
);

/** What a word counts for beside its rarity: early in an event nothing has been rare yet. */
export function weightOfWord(word: string): number {
	return common.has(word) ? 0.3 : 1;
}
