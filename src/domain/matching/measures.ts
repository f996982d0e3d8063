/** What a unit measures, and how much of that it is. */
const measures: Readonly<Record<string, readonly [measure: string, factor: number]>> = {
	...of('分钟', { 分钟: 1, 小时: 60, 钟头: 60, 天: 1440, 星期: 10_080, 礼拜: 10_080, 周: 10_080 }),
	...of('分钟', { minute: 1, min: 1, hour: 60, hr: 60, day: 1440, week: 10_080 }),
	...of('月', { 月: 1, month: 1, 年: 12, year: 12 }),
	...of('元', { 元: 1, 块: 1, 块钱: 1, '¥': 1, yuan: 1, rmb: 1, 角: 0.1, 毛: 0.1 }),
	...of('美元', { 美元: 1, 美金: 1, $: 1, dollar: 1, usd: 1 }),
	...of('欧元', { 欧元: 1, '€': 1, euro: 1, eur: 1 }),
	...of('港元', { 港元: 1, 港币: 1, hkd: 1 }),
	...of('克', {
		克: 1,
		毫克: 0.001,
		mg: 0.001,
		斤: 500,
		公斤: 1000,
		千克: 1000,
		kg: 1000,
		吨: 1e6,
	}),
	...of('米', { 米: 1, 毫米: 0.001, mm: 0.001, 厘米: 0.01, cm: 0.01, 里: 500 }),
	...of('米', { 公里: 1000, 千米: 1000, km: 1000, kilometre: 1000, kilometer: 1000 }),
	...of('毫升', { 毫升: 1, ml: 1, 升: 1000 }),
	...of('人', { 人: 1, 名: 1, 位: 1, 例: 1, people: 1, person: 1, case: 1 }),
	...of('%', { '%': 1, percent: 1, '‰': 0.1, 成: 10 }),
	...of('岁', { 岁: 1, 周岁: 1 }),
};

function of(measure: string, units: Readonly<Record<string, number>>) {
	return Object.fromEntries(
		Object.entries(units).map(([unit, factor]) => [unit, [measure, factor] as const]),
	);
}

/** An amount in the measure that its unit is of. What is no unit of measure counts itself: 3栋. */
export function measureOf(amount: number, written: string): { value: number; unit: string } {
	const unit = written.toLowerCase().replace(/^个(?=.)/u, '');
	// A year of the calendar is no length of time.
	if (unit === '年' && amount >= 1900 && amount < 2100) return { value: amount, unit: '年份' };
	const [measure, factor] = measures[unit] ?? measures[unit.replace(/s$/, '')] ?? [unit, 1];
	return { value: Math.round(amount * factor * 1000) / 1000, unit: measure };
}
