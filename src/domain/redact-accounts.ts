import { dayInDigits, every } from './redact-pattern.ts';
import type { RedactRule } from './redact-rules.ts';

const account = '[A-Za-z\\d][\\w-]{4,19}';

/** Where a link leads to one person, or into one group. The articles of mp.weixin.qq.com are for all. */
const chats =
	'(?:t|telegram|wa|line|signal|m)\\.me|lin\\.ee|(?:api|chat)\\.whatsapp\\.com|signal\\.group|discord\\.gg|u\\.wechat\\.com|(?:work\\.)?weixin\\.qq\\.com/(?:[rgu]|gm|ca)|[qj][mq]\\.qq\\.com';
const chatSchemes = 'weixin|wxp|tg|line|whatsapp|mqqapi|mqqwpa|tencent';
/** Chinese stands right behind a link, without a blank. */
const restOfLink = '[^\\s\\p{Script=Han}，。；、！？“”（）《》【】〔〕]+';

/** Links that open a chat. They go before all else: a phone number may be a part of one. */
export const chatLinkRules: readonly RedactRule[] = [
	{
		kind: 'chat-account',
		pattern: every(
			`(?<![A-Za-z\\d.@/-])(?:https?://(?:www\\.)?)?(?:${chats})/${restOfLink}|(?<![A-Za-z\\d])(?:${chatSchemes})://${restOfLink}`,
			'iu',
		),
	},
];

/** Names by which people are found in chats and shops. */
export const accountRules: readonly RedactRule[] = [
	{
		kind: 'chat-account',
		pattern: every(`(?:微信|薇信|威信|企鹅|扣扣)号?\\s*(?:id)?\\s*[:：是]?\\s*${account}`, 'i'),
	},
	{
		kind: 'chat-account',
		// In English the word after "WeChat" is seldom an account: it needs a colon or a digit.
		pattern: every(
			`(?<![A-Za-z])(?:wechat|weixin|vx|wx|qq号?|line|telegram|whatsapp)\\s*(?:id)?\\s*(?:[:：是]\\s*|(?=[A-Za-z_-]*\\d))(?!12345(?!\\d))${account}`,
			'i',
		),
	},
	{
		kind: 'chat-account',
		pattern: every(
			`(?:抖音|小红书|快手|微博|陌陌|视频号|b站|支付宝)(?:号|id|账号|帐号)\\s*(?:id)?\\s*[:：是]?\\s*${account}`,
			'i',
		),
	},
	{
		kind: 'chat-account',
		pattern: every(`(?<=加(?:我|他|她)?\\s*)[vV]信?号?\\s*[:：是]?\\s*${account}`),
	},
	{
		// A colon of full width says that an account follows; after the other a digit must.
		kind: 'chat-account',
		pattern: every(
			`(?:(?<![A-Za-z\\d])[vV]|(?<![官方博])[微薇威徽])\\s*(?:：\\s*|:\\s*(?=[A-Za-z_-]*\\d))${account}`,
		),
	},
	{
		kind: 'chat-account',
		pattern: every(`(?<=[加+➕])\\s*[vV微薇威徽][信x]?\\s*[:：是]?\\s*${account}`),
	},
	{
		// Whoever is in the group is found by its number. Hotlines are shorter.
		kind: 'chat-account',
		pattern: every(
			`(?:(?<![A-Za-z])[qQ]{1,2}|扣扣|企鹅|微信|[vV])?群(?:聊)?号?码?\\s*[:：是]?\\s*(?!${dayInDigits})\\d{6,11}(?!\\d)`,
		),
	},
	{
		kind: 'chat-account',
		pattern: every(
			`(?<!官方)(?:抖音|小红书|快手|陌陌|支付宝)\\s*[:：]\\s*(?=[A-Za-z_-]*\\d)${account}`,
			'i',
		),
	},
	{ kind: 'chat-account', pattern: /(?<![A-Za-z\d])[qQ]\s*[:：]\s*\d{6,11}(?!\d)/g },
	{
		kind: 'chat-account',
		pattern: every(`(?<![A-Za-z])(?:tg|电报)号?\\s*[:：]\\s*@?${account}`, 'i'),
	},
	{
		kind: 'chat-account',
		pattern: every(`(?<=\\bmy (?:wechat|whatsapp|telegram|line)(?: id)? is )${account}`, 'i'),
	},
];
