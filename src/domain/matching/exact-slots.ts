import { withoutLinks } from './claim-text.ts';
import { withDigits } from './numerals.ts';
import { datesOf, numbersOf } from './slots.ts';

/** What a text says exactly. Read as strictly as only a join without anybody looking needs: too much here costs one look. */
export interface ExactSlots {
	/** Figures with their signs, what they count, times, days and places, each in one form. */
	readonly facts: readonly string[];
	/** Chinese numerals, which may be a number as in 云溪一中 or part of a word as in 一样. */
	readonly numerals: readonly string[];
}

const figure =
	/[<>≤≥=+\-−±\p{Sc}]?\d+(?:[.,:/~-]\d+)*(?:[%‰]|(?:号线|单元|[栋幢号楼层室期路班组队]))?/gu;
const relativeDay =
	/[今明昨后前][天日晚早晨夜]|[上下本这]个?(?:周|星期|礼拜|月)|凌晨|早上|上午|中午|下午|晚上/gu;
/** Two characters before a word for a place; 全县 and 我们村 name none. */
const namedPlace =
	/[\p{Script=Han}\p{Lu}\d]{0,1}(?![全本我们各这那该某整个])[\p{L}\d](?:镇|乡|村|街道|社区|小区|县|区|市|大桥|水厂|水库|医院|学校|小学|中学|路|街)/gu;
const numeral = /[零〇一二两三四五六七八九十百千]+|[甲乙丙丁]/gu;

export function exactSlots(text: string): ExactSlots {
	// 这一条 counts nothing.
	const said = withoutLinks(text.normalize('NFKC')).replace(/([这那哪])一/g, '$1');
	const digits = withDigits(said);
	const found = (pattern: RegExp, where = digits) => where.match(pattern) ?? [];
	return {
		facts: [
			...found(figure),
			...found(relativeDay),
			...found(namedPlace),
			...numbersOf(digits).map(({ value, unit }) => `${value} ${unit}`),
			...datesOf(digits).map(({ form }) => form),
		],
		numerals: found(numeral),
	};
}
