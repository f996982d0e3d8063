import type { Difference } from './difference.ts';

/** Words that cannot stand for one another: a text with one and a text with another are two claims. */
interface Contrast {
	readonly kind: Difference['kind'];
	readonly sides: readonly RegExp[];
}

const sideWords = '[门区街路站桥口部侧边头郊城岸面]|校区|大街';
const contrasts: readonly Contrast[] = [
	contrast('place', ...['东', '南', '西', '北'].map((side) => `${side}(?=${sideWords})|城${side}`)),
	contrast('place', '左(?=[边侧岸转])', '右(?=[边侧岸转])'),
	contrast('place', '上游|upstream', '下游|downstream'),
	contrast('place', '市区|城区|县城', '郊区|农村|乡下'),
	contrast('place', '国内', '国外|境外|abroad'),
	contrast('place', '\\bnorth', '\\bsouth', '\\beast(?!er\\b)', '\\bwest'),
	contrast('place', '\\bleft\\b', '\\bright (?:bank|side|lane)'),
	contrast(
		'number',
		'(?<!不)超过|多于|高于|大于|不[少低]于|至少|[>≥]|(?<=[\\d岁度元人%级米斤天])以上|\\b(?:more than|at least|over|above)\\b',
		'不足|不到|少于|低于|小于|不超过|至多|最多|[<≤]|(?<=[\\d岁度元人%级米斤天])以(?:下|内)|\\b(?:less than|fewer than|at most|up to|under|below)\\b',
	),
	contrast(
		'number',
		'第一[针剂次批]|首[次批]|\\bfirst\\b',
		'第二[针剂次批]|\\bsecond\\b',
		'第三[针剂次批]|\\bthird\\b',
	),
	contrast('date', '提前', '推迟|延期|延后|延迟|缓'),
	contrast('date', '之前|以前|\\bbefore\\b', '之后|以后|\\bafter\\b'),
	contrast(
		'date',
		'已经?(?=[\\p{Script=Han}])|\\balready\\b',
		'即将|将要|快要|(?<=[\\p{Script=Han}])将(?=[\\p{Script=Han}])|\\bwill (?:soon|be)\\b',
	),
	contrast(
		'negation',
		'可能|也许|或许|恐怕|说不定|疑似|\\b(?:may|might|perhaps|suspected)\\b',
		'已经|确认|确诊|证实|肯定|一定|\\b(?:already|confirmed|certainly)\\b',
	),
	contrast('negation', '停水|断水', '(?<!自)来水|恢复供水'),
	contrast('negation', '停电|断电', '来电了|恢复供电'),
	contrast('negation', '停运|停开', '恢复运[行营]|照开|照常'),
	contrast('negation', '停课', '复课'),
	contrast('negation', '停工|停产', '复工|复产'),
	contrast('negation', '关门|停业|关闭|歇业', '开门|营业|开业|开放'),
	contrast('negation', '封闭|封路|封城|封锁', '解封|放行|通车|开通'),
	contrast('negation', '上涨|上调|上升|涨价|涨到', '下跌|下调|下降|降价|跌到|降到'),
	contrast('negation', '增加|提高|扩大', '减少|降低|缩小'),
	contrast('negation', '免费|不要钱|不收费|\\bfree\\b', '收费|自费|要钱|\\b(?:charged?|paid)\\b'),
	contrast(
		'negation',
		'允许|准许|可以|\\ballowed\\b',
		'禁止|不准|不许|严禁|\\b(?:banned|forbidden|prohibited)\\b',
	),
	contrast(
		'negation',
		'同意|批准|支持|\\bapproved?\\b',
		'拒绝|反对|否决|\\b(?:rejected?|refused?)\\b',
	),
	contrast('negation', '(?<!不)安全|\\bsafe\\b', '危险|不安全|\\b(?:dangerous|unsafe)\\b'),
	contrast('negation', '阳性', '阴性'),
	contrast('negation', '(?<!不)合格', '不合格|超标'),
	contrast('negation', '有效', '无效'),
	contrast('negation', '有毒', '无毒'),
	contrast('negation', '获救|生还', '遇难|死亡'),
	contrast('negation', '\\bpositive\\b', '\\bnegative\\b'),
	contrast('negation', '\\b(?:re)?open(?:s|ed|ing)?\\b', '\\b(?:clos(?:e|es|ed|ing)|shut)\\b'),
	contrast(
		'negation',
		'\\b(?:rise|rises|rising|rose|increas\\w+)\\b',
		'\\b(?:fall|falls|fell|drop\\w*|decreas\\w+)\\b',
	),
	contrast('negation', '\\b(?:arriv\\w+|enter\\w*)\\b', '\\b(?:leav\\w+|left)\\b'),
	contrast('negation', '\\b(?:recover\\w*|survived)\\b', '\\b(?:died|dies|dead)\\b'),
	contrast('name', '[停断缺]水', '[停断缺]电', '[停断]燃?气', '断网'),
	contrast('name', '(?<!中)小学', '(?<!小)中学', '初中', '高中', '大学', '幼儿园'),
	contrast('name', '初一', '初二', '初三', '高一', '高二', '高三'),
	contrast(
		'name',
		'男的|男子|男孩|\\bman\\b|\\bboys?\\b',
		'女的|女子|女孩|\\bwoman\\b|\\bgirls?\\b',
	),
	contrast('name', '老人|老年人', '小孩|儿童|孩子'),
	contrast('name', '书记', '县长', '局长', '镇长', '乡长', '村长', '校长', '院长'),
	contrast(
		'name',
		'科兴|sinovac',
		'国药|sinopharm',
		'康希诺',
		'智飞',
		'辉瑞|pfizer',
		'莫德纳|moderna',
		'阿斯利康|astrazeneca',
	),
	contrast(
		'name',
		'新冠|covid',
		'流感|\\bflu\\b|influenza',
		'狂犬',
		'乙肝',
		'水痘',
		'麻疹|measles',
		'宫颈癌|hpv',
		'带状疱疹',
	),
	contrast('name', '鼠疫', '霍乱', '诺如', '登革热', '手足口', '猴痘', '禽流感', '非洲猪瘟'),
	contrast('name', '猪肉', '牛肉', '羊肉', '鸡肉', '鸡蛋'),
	contrast('name', '\\bprimary\\b', '\\b(?:middle|secondary)\\b', '\\bhigh school', '\\buniversit'),
	contrast('name', '\\bwater\\b', '\\b(?:power|electricity)\\b', '\\bgas\\b'),
];

function contrast(kind: Difference['kind'], ...sides: readonly string[]): Contrast {
	return { kind, sides: sides.map((words) => new RegExp(words, 'iu')) };
}

/** What a text says of a side of a contrast, and the words right before and behind it. */
interface Said {
	readonly words: string;
	readonly around: readonly [string, string];
}

/** What a text says of each contrast, by the number of the side. */
export type Sides = readonly ReadonlyMap<number, Said>[];

export function sidesOf(text: string): Sides {
	return contrasts.map(
		({ sides }) =>
			new Map(
				sides.flatMap((pattern, side) => {
					const said = saidIn(text, pattern);
					return said ? [[side, said] as const] : [];
				}),
			),
	);
}

function saidIn(text: string, pattern: RegExp): Said | undefined {
	const found = pattern.exec(text);
	if (!found) return undefined;
	const [words] = found;
	const before = text.slice(0, found.index).match(wordBefore)?.[1] ?? '';
	const behind = text.slice(found.index + words.length).match(wordBehind)?.[1] ?? '';
	return { words, around: [before, behind] };
}

const wordBefore = /(\p{Script=Han}|[a-z\d]+)\s*$/iu;
const wordBehind = /^\s*(\p{Script=Han}|[a-z\d]+)/iu;

/** Where each of two texts says what the other does not, of two that cannot stand for one another. */
export function contrastDifferences(ours: Sides, theirs: Sides): readonly Difference[] {
	return contrasts.flatMap(({ kind }, at) => {
		const [mine, known] = [ours[at], theirs[at]];
		const unshared = (these: Sides[number] = new Map(), those: Sides[number] = new Map()) =>
			[...these].find(([side]) => !those.has(side))?.[1];
		const [a, b] = [unshared(mine, known), unshared(known, mine)];
		if (!a || !b) return [];
		// 上游泄洪 and 下游村子 are of one story, 上游泄洪 and 下游泄洪 are not.
		const isBeside = a.around.some((each, side) => each !== '' && each === b.around[side]);
		return kind === 'place' && !isBeside ? [] : [{ kind, ours: a.words, theirs: b.words }];
	});
}
