import { withEnglishDigits } from './english-numbers.ts';

const digits: Readonly<Record<string, number>> = {
	零: 0,
	〇: 0,
	一: 1,
	二: 2,
	两: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
	七: 7,
	八: 8,
	九: 9,
};
const scales: Readonly<Record<string, number>> = {
	十: 10,
	百: 100,
	千: 1000,
	万: 10_000,
	亿: 100_000_000,
};

const digit = '零〇一二两三四五六七八九';
/** What is counted: without it, 一 and 千 are mostly parts of words. */
const unit =
	'[个天日号月年点时分秒周岁元块毛斤两公吨米里度级例名人位户家辆台架艘次遍倍成支张份袋箱瓶盒包件层楼栋幢室间所条只头口起项种轮批届期针剂班%]|小时|分钟|星期|礼拜|块钱|毫升|毫克|单元|年级';
const one = '[一二两三四五六七八九]';
/** Such a numeral is one without a unit, too: 一千五, 二十三. What counts days behind it is another: 罚两千，三天内交. */
const large = `(?:${one}|${one}?十${one}?)[百千万亿](?:[零〇]?${one}?[十百千万亿])*(?:(?<=十)${one}|[零〇]${one}|${one}(?![天日月号点时年周小分秒次层楼个]))?`;
const mixed =
	'\\d+(?:\\.\\d+)?[百千万亿](?:\\d+[百千万亿])*(?:\\d(?![\\d.:天日月号点时年周小分秒次层楼个]))?';
const tens = `[二三四五六七八九]十${one}?`;
const numeral = new RegExp(
	`(?:[百千]分之)(?:[${digit}十百]{1,5}|\\d+)(?:点[${digit}\\d]+|\\.\\d+)?|${large}|${mixed}|[${digit}十百千万]{1,9}(?=[多余几]?(?:${unit}))|${tens}`,
	'gu',
);

/** Writes numbers that count something in digits, so that 三天 and 3天 are the same: 十二点 becomes 12点, 百分之五十 50%. */
export function withDigits(text: string): string {
	return withEnglishDigits(withPoints(text)).replace(numeral, (found) => {
		const [, of, part] = /^([百千])分之(.+)$/u.exec(found) ?? [];
		if (part !== undefined) return `${partIn(part)}${of === '百' ? '%' : '‰'}`;
		return about.test(found) ? found : String(numberIn(found));
	});
}

/** 六点五级 is no time of day: a point and another digit before a measure make a fraction. 半年 is half of one. */
function withPoints(text: string): string {
	return text
		.replace(fraction, (_, whole: string, point: string) => `${numberIn(whole)}.${numberIn(point)}`)
		.replace(half, '0.5')
		.replace(thousands, '');
}

const fraction =
	/(\d+|[一二两三四五六七八九十]+)点([\d一二三四五六七八九])(?=[级度米吨元倍折%]|公里|公斤|毫米|小时|万|亿)/gu;
const half =
	/(?<![\d个点块斤年一二两三四五六七八九十多大下上前后夜])半(?=个?(?:小时|月)|年|天(?![才没不])|斤|价)/gu;
/** 10,000 is no list. */
const thousands = /(?<=\d),(?=\d{3}(?!\d))/g;

/** 三五天 and 一两个 are no 35 and no 12. */
const about = /^[一二两三四五六七八九]{2}$/;

function partIn(part: string): string {
	const [whole = '', behind] = part.split(/[点.]/u);
	return behind === undefined ? String(numberIn(whole)) : `${numberIn(whole)}.${numberIn(behind)}`;
}

/** The value of a numeral: 两百一十 is 210, 二〇二〇 is 2020, and as people say it 一千五 is 1500. */
export function numberIn(numeral: string): number {
	const parts = numeral.match(/\d+(?:\.\d+)?|./gu) ?? [];
	if (!parts.some((part) => part in scales))
		return Number(parts.map((part) => digits[part] ?? part).join(''));
	let sum = 0;
	let section = 0;
	let counted: number | undefined;
	/** What a digit that ends the numeral counts. */
	let last = 1;
	for (const part of parts) {
		const scale = scales[part];
		if (scale === undefined) {
			counted = digits[part] ?? Number(part);
			if (counted === 0 || counted >= 10) last = 1;
			continue;
		}
		if (scale < 10_000) section += (counted ?? 1) * scale;
		else sum += (section + (counted ?? (section === 0 ? 1 : 0))) * scale;
		if (scale >= 10_000) section = 0;
		counted = undefined;
		last = scale / 10;
	}
	return Math.round((sum + section + (counted ?? 0) * last) * 1000) / 1000;
}
