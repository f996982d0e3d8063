import { every } from './redact-pattern.ts';
import type { RedactRule } from './redact-rules.ts';

const kind = 'address';

/** What a number before it counts or measures. */
const counted =
	'年月日点时人例元名个起%:：多余几万千百亿米吨平床栋幢座层户家台辆条头只斤公里块张套度';
/** A number on a door; a bare one is none if it counts, or tells a time. */
const room = `(?:\\d{2,4}\\s*(?:室|号|户(?!居民|人家|人口|村民|群众|停|断|受|被)|房(?!屋))|\\d{3,4}(?!\\d|\\s*[${counted}]))`;
/** Names of what people live in. */
const estate = '小区|花园|家园|公寓|新村|嘉园|佳苑|苑|里|府|湾|城|村';

/** A number in characters. */
const spoken = '[零〇一二三四五六七八九十]{1,5}';

/** A floor on which somebody lives: not one of many, and none where an office or a shop is. */
const floor = `(?:\\d{1,2}|${spoken})\\s*(?:楼|层)(?![楼高房以及]|的?(?:门诊|急诊|[大餐展]厅|办|窗口|会议|服务|接种|营业|病房|教室|[药商超]|科))`;
/** The one door of several on a floor. */
const side = '[东西南北中左右][手边侧]{0,2}那?一?(?:户(?!型)|家(?![电具庭里]))';

/** Addresses down to the door. A street, a village and a house alone stay: a rumor may be about them. */
export const doorRules: readonly RedactRule[] = [
	// With the building and the entrance before it, which the rules behind would take alone.
	{
		kind,
		pattern: every(
			`(?:(?:\\d{1,4}|${spoken})\\s*(?:号楼|栋|幢|座)\\s*)?(?:\\d{1,2}\\s*单元\\s*)?(?:\\d{1,2}|${spoken})\\s*(?:楼|层)\\s*${side}`,
		),
	},
	{
		kind,
		// A building alone stays, as a house does: a rumor may be about it, and 3座桥 or 200栋房屋 only count.
		pattern: every(
			`\\d{1,4}\\s*(?:号楼|栋|幢|座)\\s*(?:\\d{1,2}\\s*(?:单元\\s*(?:${room})?|-\\s*${room})|${room})`,
		),
	},
	// As it is spoken, with the door or entrance behind it: 三栋二单元501.
	{
		kind,
		pattern: every(
			`${spoken}\\s*(?:号楼|栋|幢|座)\\s*(?:${spoken}|\\d{1,2})\\s*单元\\s*(?:${room}|\\d{2,4}|${spoken}(?:室|号|户)?)?`,
		),
	},
	{ kind, pattern: every(`(?:${spoken}|(?<![A-Za-z])[A-Za-z])\\s*(?:号楼|栋|幢|座)\\s*${room}`) },
	{
		kind,
		pattern: every(
			`(?:${spoken}|\\d{1,3}|(?<![A-Za-z])[A-Za-z])\\s*(?:号楼|栋|幢)\\s*[零〇一二三四五六七八九]{3,4}(?![零〇一二三四五六七八九十百千万年月日点人户])`,
		),
	},
	{ kind, pattern: /(?<=住)\s*\d{3,4}\s*室/g },
	{ kind, pattern: every(`${spoken}\\s*单元\\s*(?:${room}|\\d{2,4})`) },
	{ kind, pattern: every(`\\d{1,2}\\s*单元\\s*(?:${room}|\\d{2,4})`) },
	{ kind, pattern: every(`(?<=路|街|巷|弄|大道|胡同|村)\\s*\\d{1,5}\\s*号\\s*${room}`) },
	{
		kind,
		pattern: every(
			`(?:(?<=路|街|巷|弄|大道|胡同|村)\\s*(?:\\d{1,5}|${spoken})\\s*号院?|\\d{1,4}\\s*号院)\\s*${floor}`,
		),
	},
	// From 32 on it is no day of the month.
	{
		kind,
		pattern: every(
			'(?<=村|组|弄|巷)\\s*(?:3[2-9]|[4-9]\\d|[1-9]\\d{2,3})\\s*号(?!线|文|公告|通知|人|多)',
		),
	},
	{ kind, pattern: every('门牌号?\\s*[:：是]?\\s*\\d{1,4}\\s*号?') },
	{ kind, pattern: /(?<!第)\d{1,5}\s*号\s*\d{3,4}\s*(?:室|户|房)/g },
	// Building, entrance and door, as people write them in short: 3-2-501. A day is written with the year in front or behind.
	{
		kind,
		pattern: /(?<![\d.-])\d{1,3}-\d{1,2}-\d{3,4}(?![\d.-]|\s*[毫升米元克公里千吨])/g,
		isReal: isNoDay,
	},
	{ kind, pattern: every(`(?<=${estate})\\s*\\d{1,3}-\\d{3,4}(?!\\d)`) },
	{
		kind,
		pattern: every(
			'(?<![\\d年月日#])\\d{1,3} ?# ?楼?[ -]?(?:\\d{1,2} ?(?:单元|-) ?)?\\d{3,4}(?![\\d年月日#路元块])',
		),
	},
	{
		kind,
		pattern: every(
			'\\b(?:(?:building|bldg|block|unit)\\.? ?#?\\d{1,3},? )*(?:(?:apt|apartment)\\.? ?(?:no\\.? ?)?#?\\d{1,4}[a-z]?|(?:room|rm|flat)\\.? ?(?:no\\.? ?)?#?(?:\\d{3,4}[a-z]?|\\d{1,2}[a-z]))\\b(?![%,.]?\\d)',
			'i',
		),
	},
];

/** Whether three numbers are no day with its year behind it: 3-14-2026. */
function isNoDay(text: string): boolean {
	const [month = 0, day = 0, year = 0] = text.split('-').map(Number);
	return !(month <= 31 && day <= 31 && year >= 1900 && year <= 2099);
}
