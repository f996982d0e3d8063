const values: Readonly<Record<string, number>> = {
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
	十: 10,
	百: 100,
	千: 1000,
	万: 10_000,
};

/** What is counted: without it, 一 and 千 are mostly parts of words. */
const unit =
	'[个天日号月年点时分秒周岁元块毛斤两公吨米里度级例名人位户家辆台架艘次遍倍成支张份袋箱瓶盒包件层楼栋室间所条只头口起项种轮批%]|小时|分钟|星期|礼拜|块钱|毫升|毫克';
const numeral = new RegExp(
	`百分之[零〇一二三四五六七八九十百]{1,5}|[零〇一二两三四五六七八九十百千万]{1,9}(?=[多余几]?(?:${unit}))`,
	'gu',
);

/** Writes numbers that count something in digits, so that 三天 and 3天 are the same: 十二点 becomes 12点, 百分之五十 50%. */
export function withDigits(text: string): string {
	return withPoints(text).replace(numeral, (found) => {
		if (found.startsWith('百分之')) return `${numberIn(found.slice(3))}%`;
		return about.test(found) ? found : String(numberIn(found));
	});
}

/** 六点五级 is no time of day: a point and another digit before a measure make a fraction. */
function withPoints(text: string): string {
	return text.replace(fraction, (_, whole: string, point: string) => {
		const digit = (written: string) => (/\d/.test(written) ? written : String(numberIn(written)));
		return `${digit(whole)}.${digit(point)}`;
	});
}

const fraction =
	/(\d+|[一二两三四五六七八九十]+)点([\d一二三四五六七八九])(?=[级度米吨元倍折%]|公里|公斤|毫米|小时|万|亿)/gu;

/** 三五天 and 一两个 are no 35 and no 12. */
const about = /^[一二两三四五六七八九]{2}$/;

/** The value of a Chinese numeral: 两百一十 is 210, 二〇二〇 is 2020. */
function numberIn(numeral: string): number {
	const parts = [...numeral].map((character) => values[character] ?? 0);
	if (parts.every((part) => part < 10)) return Number(parts.join(''));
	let sum = 0;
	let section = 0;
	let digit = 0;
	for (const part of parts) {
		if (part < 10) digit = part;
		else if (part < 10_000) {
			section += (digit || 1) * part;
			digit = 0;
		} else {
			sum += (section + digit) * part;
			section = 0;
			digit = 0;
		}
	}
	return sum + section + digit;
}
