import { plainForm } from './redact.ts';

/**
 * How much a text looks like advertising or a second fraud on those who were defrauded (0 is not at all). It changes the
 * place in the queue and nothing else: a resident who asks about such a message writes the same words.
 */
export function spamScore(text: string): number {
	const plain = plainForm(text);
	const hasContact = contact.test(plain);
	let score = 0;
	if (hasContact) score += 1;
	if (hasContact && lure.test(plain)) score += 2;
	// A text shaped like an official answer that ends in somebody's account.
	if (hasContact && debunk.test(plain)) score += 2;
	if (shortLink.test(plain)) score += 1;
	if (shortLink.test(plain) && lure.test(plain)) score += 1;
	if (score > 0 && asks.test(plain)) score -= 2;
	return Math.max(0, score);
}

/** An account to write to, or a number that one is told to call. */
const contact =
	/(?:微信|weixin|wechat|vx|wx|v信|薇信|威信|企鹅|qq|扣扣|line|telegram|whatsapp|电报|飞机)\s*(?:号|群|id)?\s*(?:[:：是为@]|\s)?\s*[a-z\d][\w-]{4,19}|加\s*(?:我|v|q|微信|客服|老师|助理)|(?:联系|咨询|致电|拨打|私信)\s*(?:我|客服|老师|助理|本人)?[:：]?\s*(?:\+?86)?1[3-9]\d{9}|t\.me\/|wa\.me\//i;

const lure =
	/退款|追回|挽回|理赔|赔付|代办|代开|办理|内部|名额|红包|返利|兼职|贷款|刷单|领取|免费送|特效药|预约名额|帮(?:你|您|大家|忙)|可以帮|help you|refund|recover (?:your )?(?:money|funds)|contact me|free gift|rimborso|contattami/i;

const debunk =
	/辟谣|官方(?:回应|澄清|通报|通知)|澄清|真相|已核实|不实信息|fact[- ]?check|official (?:statement|notice)/i;

const shortLink =
	/(?:https?:\/\/)?(?:t\.cn|dwz\.\w+|url\.cn|suo\.\w+|bit\.ly|tinyurl\.com|goo\.gl|is\.gd|t\.co|ow\.ly|u\.nu|reurl\.cc|lihi\d?\.\w+|c\.tb\.cn|m\.tb\.cn|w\.url\.cn|mrw\.so|sourl\.cn|985\.so|kurl\.\w+)\/\w+/i;

/** Who asks is not who advertises. */
const asks =
	/真的(?:吗|假的|么)|是真是假|是不是(?:真|骗|假)|是否(?:属实|真实|骗)|可信吗|能信吗|骗子吗|骗人|是骗|诈骗|有人(?:说|打电话|发|冒充)|群里(?:说|发|有人)|is (?:it|this) (?:true|real|a scam)|scam\?|è vero|truffa/i;
