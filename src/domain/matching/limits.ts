import { datesOf, partsOfDayOf, relativeDaysOf } from './dated.ts';
import { deniedIn } from './denied.ts';

const limits = new RegExp(
	[
		'[到至](?=[今明后下月年周暑寒春夏秋冬通另解\\d])|为止|截[止至]|月[底末初]|年[底末初]|周末|长期|永久|无限期|暂时|临时|另行通知',
		'除了|除外|[以之]外|[仅只](?:限|有|对|剩|能|准)',
		'城[东南西北]|[东南西北][门区街路站郊城岸面边部侧]|[上下]游|[县市城]区|郊区|乡下|农村',
		'\\b(?:until|till|except|only|unless|indefinitely|temporar\\w+|permanent\\w*|for good|north\\w*|south\\w*|east\\w*|west\\w*)\\b',
	].join('|'),
	'iu',
);

/** Whether words that only one of two texts has narrow what both say: they give a time, a number, a place, an exception or a denial. */
export function limitsClaim(words: string): boolean {
	const dates = [datesOf(words), relativeDaysOf(words), partsOfDayOf(words)];
	return (
		/\d/.test(words) ||
		limits.test(words) ||
		deniedIn(words).length > 0 ||
		dates.some((each) => each.length > 0)
	);
}
