import type { ReportedRumor } from './actions/report-rumor.ts';

type SampleReport = ReportedRumor & { readonly hoursAgo: number };

const zh = (
	content: string,
	channel: ReportedRumor['channel'],
	hoursAgo: number,
): SampleReport => ({
	content,
	channel,
	hoursAgo,
	language: 'zh-CN',
});

/** A day's worth of reports as residents write them, for the fictional 示例县. */
export const sampleReports: readonly SampleReport[] = [
	zh('群里说今晚零点全县封城，高速口都要堵上，是真的吗？', 'wechat-group', 22),
	zh('听说今天夜里12点封城，超市现在都抢空了', 'neighbors', 21),
	zh('今晚零点封城的截图是真的假的', 'wechat-moments', 20),
	zh('有人转发说喝高度白酒、吃大蒜可以防病毒', 'wechat-group', 19),
	zh('村里都在熏醋，说醋熏屋子能杀死病毒，有用吗', 'neighbors', 18),
	zh('全县从明天开始停水三天，让大家赶紧存水', 'wechat-group', 17),
	zh('自来水要停三天吗？水厂出问题了？', 'phone-or-sms', 16),
	zh('口罩预约链接点进去要填身份证号，是不是骗子', 'wechat-group', 15),
	zh('群里发的口罩预约登记还能用吗', 'wechat-group', 14),
	zh('超市有员工阳性，这几天去过的人都要隔离？', 'wechat-moments', 13),
	zh('城南那个超市收银员确诊了，是真的吗', 'neighbors', 12),
	zh('小区自来水有股怪味，有人说是消毒水漏进水管了', 'wechat-group', 6),
	zh('我们这片的水有味道，说是医院消毒水泄漏', 'neighbors', 5),
	zh('听说学校要停课到暑假，中考推迟', 'wechat-group', 5),
	zh('短视频里说县医院已经住满了，走廊都是病人', 'short-video', 4),
	zh('短视频拍县医院走廊全是病床，是咱们县吗', 'short-video', 3),
	zh('快递会带病毒，要把快递全扔掉，真的吗', 'wechat-group', 3),
	zh('路口不让过了，我去市里看病怎么办', 'phone-or-sms', 2),
	zh('有人打电话说是疾控的，让我转账交检测费，号码13812345678', 'phone-or-sms', 2),
	zh('说外地回来的人家门口都要贴封条', 'wechat-group', 1),
	{
		content:
			'My cousin says everyone coming back from abroad is locked up for 40 days. Is that true?',
		channel: 'wechat-group',
		hoursAgo: 9,
		language: 'en',
	},
	zh('被关在家里好多天了，实在撑不住，不想活了', 'other', 1),
];
