import { type Channel, channels, type Intake, intakes } from '../report.ts';
import type { Settings } from '../settings.ts';
import { countyOffset } from '../time.ts';

/** What the site, hotlines, counters and township offices call the places where something is heard. */
const channelNames: Readonly<Record<Channel, readonly string[]>> = {
	'wechat-group': ['微信群', '群聊', '业主群', 'wechat group', 'gruppo wechat'],
	'wechat-moments': ['朋友圈', '微信朋友圈', 'wechat moments', 'momenti di wechat'],
	'short-video': ['短视频', '抖音', '快手', '视频号', 'short video', 'video breve'],
	'phone-or-sms': ['电话', '短信', '电话或短信', 'phone call or sms', 'telefonata o sms'],
	neighbors: [
		...['邻居', '亲友', '口头', '邻居、亲友口头说的'],
		...['neighbors, family or friends', 'vicini, parenti o amici'],
	],
	market: ['集市', '商店', '集市、商店', 'market or shop', 'mercato o negozio'],
	website: [
		...['网站', '公众号', '网站、公众号', '微博'],
		...['website or public account', 'sito o account pubblico'],
	],
	other: ['其他', '其它', '不详', 'altro'],
};

const intakeNames: Readonly<Record<Intake, readonly string[]>> = {
	form: ['网页', '网站', '网上提交', 'sent online', 'inviata online'],
	hotline: ['热线', '12345', '12345热线', 'hotline 12345', 'linea 12345'],
	counter: ['窗口', '柜台', '大厅', '服务大厅', 'sportello'],
	'village-officer': [
		...['村干部', '村委会', '网格员', '社区', '村（社区）干部'],
		...['village officer', 'responsabile di villaggio'],
	],
	import: ['导入', '文件导入', 'imported', 'importata'],
};

export function channelNamed(value: string): Channel | undefined {
	return channels.find((each) => isNamed(value, each, channelNames[each]));
}

export function intakeNamed(value: string): Intake | undefined {
	return intakes.find((each) => isNamed(value, each, intakeNames[each]));
}

/** The code of an area that is given by its code or by its name in any language. */
export function areaNamed(areas: Settings['areas'], value: string): string | undefined {
	return areas.find(({ code, name }) => isNamed(value, code, Object.values(name)))?.code;
}

function isNamed(value: string, code: string, names: readonly (string | undefined)[]): boolean {
	const said = value.trim().toLowerCase();
	return said === code || names.some((name) => name?.toLowerCase() === said);
}

const day = String.raw`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?`;
const wholeDay = new RegExp(`^${day}$`);
const dayAndTime = new RegExp(
	String.raw`^${day}[ T]*(\d{1,2})[:时](\d\d)(?:[:分](\d\d)(?:\.\d+)?秒?|分)?\s*(Z|[+-]\d\d:\d\d)?$`,
);

/** A day as tables write it, 2026-03-14, 2026/3/14 or 2026年3月14日, in the first of these forms. */
export function dayWritten(value: string): string | undefined {
	const [, year, month = '', date = ''] = wholeDay.exec(value.trim()) ?? [];
	const written = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	return year && isThere(written) ? written : undefined;
}

/** An instant as tables write it; where no offset stands behind it, by the clocks of the county. */
export function instantWritten(value: string): Date | undefined {
	const [, year, month, date, hour = '', minute, second = '00', offset = countyOffset] =
		dayAndTime.exec(value.trim()) ?? [];
	const written = year && dayWritten(`${year}-${month}-${date}`);
	if (!written) return undefined;
	const instant = new Date(`${written}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`);
	return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** February has no 30th: JavaScript would take it for a day of March. */
function isThere(written: string): boolean {
	const day = new Date(`${written}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}
