import { expect, test } from 'vitest';
import { claimOf } from './claim-text.ts';

test.each([
	['🇺🇸来的疫苗打了会死人', '🇯🇵来的疫苗打了会死人'],
	['菜场的🐷肉查出病毒', '菜场的🐔肉查出病毒'],
	['明天零点油价⬆️赶紧加油', '明天零点油价⬇️赶紧加油'],
	['明天零点油价↑赶紧加油', '明天零点油价↓赶紧加油'],
	['云溪镇→石门乡班车停运', '云溪镇←石门乡班车停运'],
	['🅰️栋有人确诊要封', '🅱️栋有人确诊要封'],
	['村委会发的米有虫', '村委会发的米有虫✖️'],
	['村口的古井水能喝', '🙅村口的古井水能喝'],
	['👨打死👩在菜市场门口', '👩打死👨在菜市场门口'],
	['阳性≠感染大家别慌', '阳性 感染大家别慌'],
])('a picture may stand for a word: “%s” and “%s” are two claims', (one, other) => {
	expect(claimOf(one)).not.toBe(claimOf(other));
});
