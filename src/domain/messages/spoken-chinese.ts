import { plainSigns, withoutBrackets } from './spoken-signs.ts';

const digits = '零一二三四五六七八九';
const weekdays = '日一二三四五六';

/** Words before which two is 两, not 二. */
const counted = '个人次户天周条米点名位只辆处所家种份套间层遍盒支包小岁年吨公';
/** A telephone number: with an area code, of five digits or more, or one of three digits after a word that says so. */
const phoneNumber =
	/\d{3}-\d{3}-\d{4}|\d{2,4}-\d{6,8}|\d{5,}(?![\d年月日人个户米例名元吨支盒])|(?<=打|拨|呼叫|、|或|或者|和|与)1\d{2}(?!\d|[年月日人个户米例名])|(?<!\d)1(?:10|19|20|22)(?=[、和或与](?:110|119|12\d))/g;

/** A text as it is read out: without brackets around what they hold, and without addresses, with dates, times and numbers in the words in which they are said. */
export function spokenChinese(text: string): string {
	return withoutBrackets(plainSigns(text))
		.replace(/(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/g, '$1年$2月$3日')
		.replace(/(\d{1,2}):(\d{2})\s*[–—~-]\s*(\d{1,2}):(\d{2})/g, '$1:$2到$3:$4')
		.replace(/(\d{1,2}):(\d{2})/g, (_, hour, minute) => spokenTime(Number(hour), Number(minute)))
		.replace(phoneNumber, spokenPhone)
		.replace(/(\d{4})(?=年)/g, (year) => [...year].map(digit).join(''))
		.replace(/(?<![\d/])(\d)\/(\d{1,2})(?![\d/])/g, (_, part, whole) =>
			Number(part) < Number(whole)
				? `${spokenNumber(Number(whole))}分之${spokenNumber(Number(part))}`
				: `${part}/${whole}`,
		)
		.replace(/(\d+)\s*[–—~-]\s*(?=\d)/g, '$1到')
		.replace(/(\d+(?:\.\d+)?)%/g, '百分之$1')
		.replace(
			/(\d+)\.(\d+)/g,
			(_, whole, part) => `${spokenNumber(Number(whole))}点${[...part].map(digit).join('')}`,
		)
		.replace(/\d+/g, (number, at: number, all: string) =>
			number === '2' && counted.includes(all[at + 1] ?? ' ') ? '两' : spokenNumber(Number(number)),
		)
		.replace(/，{2,}/g, '，')
		.replace(/，(?=[。！？；，、]|$)/g, '')
		.replace(/(?<=[。！？；：])，/g, '');
}

/** A number digit by digit; broadcasters say 幺 for one, which is not heard as seven. */
export function spokenPhone(number: string): string {
	const groups = number.split('-').map((group) => [...group].map(digit).join(''));
	return groups.join('，').replaceAll('一', '幺');
}

/** 「十八点」, 「九点零五分」, 「七点半」. */
export function spokenTime(hour: number, minute: number): string {
	const said = `${hour === 2 ? '两' : spokenNumber(hour)}点`;
	if (minute === 0) return said;
	if (minute === 30) return `${said}半`;
	return `${said}${minute < 10 ? '零' : ''}${spokenNumber(minute)}分`;
}

/** A day with its weekday: 「三月六日，星期五」. `weekday` 0 is Sunday. */
export function spokenDay({
	month,
	day,
	weekday,
}: {
	month: number;
	day: number;
	weekday: number;
}): string {
	return `${spokenNumber(month)}月${spokenNumber(day)}日，星期${weekdays[weekday] ?? ''}`;
}

/** A whole number below a hundred million in words; longer ones digit by digit. */
export function spokenNumber(number: number): string {
	if (number >= 1e8) return [...String(number)].map(digit).join('');
	if (number >= 10_000) {
		const rest = number % 10_000;
		const zero = rest > 0 && rest < 1000 ? '零' : '';
		return `${spokenNumber(Math.floor(number / 10_000))}万${zero}${rest > 0 ? spokenNumber(rest) : ''}`;
	}
	const units = ['', '十', '百', '千'];
	const figures = [...String(number)];
	let said = '';
	for (const [index, figure] of figures.entries()) {
		const unit = units[figures.length - 1 - index] ?? '';
		if (figure !== '0') said += digit(figure) + unit;
		else if (!said.endsWith('零') && /[1-9]/.test(figures.slice(index).join(''))) said += '零';
	}
	return said === '' ? '零' : said.replace(/^一十/, '十');
}

function digit(figure: string): string {
	return digits[Number(figure)] ?? figure;
}
