import { withoutDates } from './dated.ts';
import { measureOf } from './measures.ts';
import { numberIn, withDigits } from './numerals.ts';

/** A number with what it counts: 3 天. Values are in one measure, so that three days and 72 hours are the same. */
export interface Counted {
	readonly value: number | string;
	/** Empty where a number stands for itself. */
	readonly unit: string;
	readonly written: string;
}

const unit =
	'个?(?:小时|钟头|星期|礼拜|月|人)|分钟|周(?![一二三四五六日末边围])|周岁|块钱?|[毫厘千][升克米]|公里|公斤|平方|立方|号(?:线|楼|院|店|门|机|桌)|单元|年级|美[元金]|欧元|港[元币]|[天年例名位户家次级度元角毛岁米斤克吨里张份袋箱瓶盒包件倍成折层楼栋幢室号路床只头辆遍批轮期届针剂个%‰]|[a-z]{2,12}';
const counted = new RegExp(
	`([$¥€£])?\\s?((?:(?<![\\da-z])[-−]|零下|负)?)(?<![a-z\\d.])(\\d+(?:\\.\\d+)?)(?![\\d.]*[a-z](?![a-z]))\\s?[多余几来]?(${unit})?`,
	'giu',
);
/** B栋, and the C of a bus line. */
const lettered = /(?<![a-z])([a-z])(?=(栋|座|幢|楼|区|班|组|型|号线|线|口))/giu;

/** What a text counts, and which of several it names: 3号线, 二中, B栋. Times of day and dates are none: see `datesOf`. */
export function numbersOf(text: string): readonly Counted[] {
	const found: Counted[] = [];
	const plain = withoutDates(withDigits(text.normalize('NFKC')));
	const rest = plain.replace(numbered, (written: string, first?: string, second?: string) => {
		const kind = /[中小幼院]/u.exec(written)?.[0] ?? '';
		found.push({ value: numberIn(first ?? second ?? ''), unit: kind, written });
		return ' ';
	});
	for (const [written, value = '', of = ''] of rest.matchAll(lettered))
		found.push({ value: value.toLowerCase(), unit: of, written: `${written}${of}` });
	for (const [written, currency, sign, value = '', of = ''] of rest.matchAll(counted)) {
		const amount = Number(value) * (sign ? -1 : 1);
		found.push({ ...measureOf(amount, currency ?? of), written: written.trim() });
	}
	return found;
}

/** Whether two numbers are of one measure. A bare number is often money. */
export function isSameMeasure({ unit: a }: Counted, { unit: b }: Counted): boolean {
	return a === b || (a === '' && b === '元') || (a === '元' && b === '');
}

/** Whether two count the same. */
export function isSameNumber(a: Counted, b: Counted): boolean {
	return a.value === b.value && isSameMeasure(a, b);
}

const which = '([一二三四五六七八九十]{1,3}|\\d{1,2})';
/** Schools and hospitals by their numbers: 二中 is 第二中学. 三中全会 and 一小时 are none. */
const numbered = new RegExp(
	`第${which}(?:高级|初级|实验|人民|中心)?(?:中(?:学(?!生))?|小(?:学(?!生))?|幼儿园|医院)|(?<![之其高初大小周期第\\d一二三四五六七八九十百])${which}(?:中(?:学(?!生)|(?=学生)|(?![学毒心间午国央秋旬等药医风签奖招年部转途外断止考全]))|小(?:学(?!生)|(?=[学停开上下封要今明昨\\s\\p{P}]|$))|幼(?:儿园|(?![儿稚小师]))|院(?=[停关封住爆满有今明昨\\s\\p{P}]|$))`,
	'gu',
);
