import { expect, test } from 'vitest';
import { makeAnotherClaim } from './difference.ts';
import { differencesOf } from './differences.ts';
import gazetteer from './gazetteer.json' with { type: 'json' };
import { mayJoin } from './may-join.ts';
import { placeFinder } from './places.ts';

const places = placeFinder(gazetteer, ['示例县', '云溪镇', 'Yunxi Town']);

test.each([
	['place', '长春学校3月16日开学', '西安学校3月16日开学', '长春', '西安'],
	['place', '长春市的学校要开学', '西安的学校要开学', '长春', '西安'],
	['place', '云溪的桥断了', '桥断了', '云溪', ''],
	['number', '全县停水三天', '全县停水5天', '3天', '5天'],
	['number', '死了二十多个人', '死了两个人', '20多个人', '2个人'],
	['number', '每人发一千块', '每人发500元', '1000块', '500元'],
	['date', '高三3月16日开学', '高三3月23号开学', '3月16日', '3月23号'],
	['date', '周六停电', '星期日停电', '周六', '星期日'],
	['date', '明天停课', '后天停课', '明天', '后天'],
	['place', '路从云溪镇到示例县断了', '路从示例县到云溪镇断了', '云溪、示例', '示例、云溪'],
	['negation', '停水是真的', '停水是假的', '是真的', '是假的'],
	['date', '晚上八点泄洪', '今晚21时泄洪', '8点', '21时'],
	['negation', '今晚不会封城', '今晚封城', '不会封城', '封城'],
	['negation', '停水三天', '没有停水', '停水', '没有停水'],
	['negation', 'the school is not closed', 'the school is closed', 'not closed', 'closed'],
	['name', 'the Yunxi dam breaks', 'the Sancha dam breaks', 'Yunxi', 'Sancha'],
])('another %s makes another claim: %s / %s', (kind, ours, theirs, here, there) => {
	const found = differencesOf(ours, theirs, places);
	expect(found).toContainEqual({ kind, ours: here, theirs: there });
	expect(makeAnotherClaim(found)).toBe(true);
});

test.each([
	['西安市的学校要开学', '西安学校开学'],
	['停水三天', '全县停水3天，请储水'],
	['要停水吗', '全县停水三天'],
	['今晚零点封城', '今天夜里12点封城'],
	['16号开学', '高三3月16日开学'],
	['晚上八点泄洪', '今晚20时泄洪'],
	['是不是要封城', '今晚封城'],
	['不知道要不要封城', '今晚封城'],
	['大家都在问', '西安学校开学'],
	['要停三天水', '停水3天'],
	['地震六点五级', '6.5级地震'],
])('%s is no other claim than %s', (ours, theirs) => {
	expect(makeAnotherClaim(differencesOf(ours, theirs, places))).toBe(false);
});

test('a changed word in a near copy is shown, and makes no other claim by itself', () => {
	const found = differencesOf(
		'酒店的厨师确诊了，去过的都要隔离',
		'酒店的司机确诊了，去过的都要隔离',
		places,
	);
	expect(found).toEqual([{ kind: 'word', ours: '厨师', theirs: '司机' }]);
});

test.each([
	['国道封闭', '省道封闭', '国道', '省道'],
	['超市被查封', '超市被解封', '查封', '解封'],
	['the mayor resigned', 'the mayor was reinstated', 'resigned', 'was reinstated'],
])('of a few words the one that changed is shown: %s / %s', (ours, theirs, here, there) => {
	const found = differencesOf(ours, theirs, places);
	expect(found).toEqual([{ kind: 'word', ours: here, theirs: there }]);
});

test.each([
	['男童走失', '女童走失', '男童', '女童'],
	['爷爷打疫苗死了', '奶奶打疫苗死了', '爷爷', '奶奶'],
	['一中的老师确诊了', '一中的学生确诊了', '老师', '学生'],
	['县里的小学明天停课', '县里的中学明天停课', '小学', '中学'],
	['走失孩子的父亲被抓了', '走失孩子的妈妈被抓了', '父亲', '妈妈'],
	[
		'a teacher was infected at the school',
		'a student was infected at the school',
		'teacher',
		'student',
	],
])('who it is about makes another claim: %s / %s', (ours, theirs, here, there) => {
	const found = differencesOf(ours, theirs, places);
	expect(found).toEqual([{ kind: 'name', ours: here, theirs: there }]);
	expect(makeAnotherClaim(found)).toBe(true);
});

test('two words for the same people make no other claim', () => {
	const found = differencesOf('走失孩子的爸爸被抓了', '走失孩子的父亲被抓了', places);
	expect(makeAnotherClaim(found)).toBe(false);
});

test('a word that was put into the midst of a near copy is shown', () => {
	const found = differencesOf('县里的中心医院今天开始停诊', '县里的医院今天开始停诊', places);
	expect(found).toEqual([{ kind: 'word', ours: '中心', theirs: '' }]);
});

test.each([
	['学校停课', '学校停课到月底', '到月底'],
	['停水', '长期停水', '长期'],
	['封路', '封路直到下周', '直到下周'],
	['学校停课', '学校停课不放假', '不放假'],
	['超市关门', '城东超市关门', '城东'],
	['口罩免费领', '口罩免费领，仅限今天', '仅限今天'],
	['高速封闭', '高速封闭，货车除外', '货车除外'],
	['桥断了', '桥断了，死了两个人', '死了2个人'],
	['the water is off', 'the water is off until further notice', 'until further notice'],
	['the road is closed', 'the road is closed except for buses', 'except for buses'],
	['停课通知，学校停课，请家长转告', '停课通知，学校停课到月底，请家长转告', '到月底'],
])('what limits only one of two texts is told: %s / %s', (ours, theirs, limit) => {
	const found = differencesOf(ours, theirs, places);
	expect(found).toEqual([{ kind: 'added', ours: '', theirs: limit }]);
	expect(differencesOf(theirs, ours, places)).toEqual([{ kind: 'added', ours: limit, theirs: '' }]);
	expect(makeAnotherClaim(found)).toBe(true);
});

test('a limit is told once, however it is written', () => {
	const found = differencesOf('the water is off', 'the water is off until Friday', places);
	expect(found).toEqual([{ kind: 'added', ours: '', theirs: 'Friday' }]);
});

test.each([
	['县里要停水了', '县里要停水了，大家快接水'],
	['学校停课', '学校停课的通知'],
	['学校停课', '大家都在说学校停课，家长群里也都在传，到底停不停啊'],
	['停水了', '云溪镇明天上午九点到下午五点停水，请大家储水'],
	['请问学校要停课吗', '学校要停课到月底'],
	['明天全县停水', '全县明天停水'],
])('what limits nothing, or is only left out, is not told: %s / %s', (ours, theirs) => {
	expect(makeAnotherClaim(differencesOf(ours, theirs, places))).toBe(false);
});

test('what is said around a claim is no changed word', () => {
	const ours = '请问，学校停课到暑假、中考推迟，是真的吗？';
	expect(differencesOf(ours, '听说学校停课到暑假、中考推迟了', places)).toEqual([]);
});

test('a word that is a place or number already is not shown twice', () => {
	expect(
		differencesOf('西安今晚全市封城不许出门', '长春今晚全市封城不许出门', places),
	).toHaveLength(1);
});

test.each([
	['住3栋', '住5栋'],
	['住3单元', '住3栋'],
	['12号线停运', '3号线停运'],
	['云溪一中停课', '云溪二中停课'],
	['停水3天', '停水3小时'],
	['停水3天', '停水'],
	['血氧<90才收治', '血氧>90才收治'],
	['死亡率5%', '死亡率5‰'],
	['罚款$100', '罚款¥100'],
	['罚款100', '罚款100.5'],
	['明天封城', '今天封城'],
	['A镇', 'B镇'],
	['石桥镇封了', '封了'],
	['不会封城', '封城'],
	['要停水了吗', '恢复供水了吗'],
	['停水是真的', '停水是假的'],
	['打疫苗的老人死了', '打疫苗的小孩死了'],
	['往东边跑', '往西边跑'],
	['打死了老人👍', '打死了老人👎'],
	['拒绝封城', '同意封城'],
	['大坝安全', '大坝危险'],
	['县长被抓', '书记被抓'],
	['快看这个', '今晚封城'],
	['今晚封城', '快看这个'],
	['停水', ''],
	['药店卖的口罩是真的吗', '药店卖的口罩'],
])('%s does not join %s by a page or picture', (ours, theirs) => {
	expect(mayJoin(`${ours} https://a.example/p/1`, `${theirs} https://a.example/p/1`)).toBe(false);
});

test.each([
	['停水三天', '停水3天'],
	['https://a.example/p/17', '全县停水三天'],
	['这一条是真的吗 https://a.example/p/17', '今晚封城'],
	['听说今晚封城，是真的吗', '今晚封城！'],
])('%s may join %s by a page or picture', (ours, theirs) => {
	expect(mayJoin(ours, theirs)).toBe(true);
});
