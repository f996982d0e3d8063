import type { Notice } from './collections.ts';
import { plainForm } from './redact.ts';

/** Words of self-harm, violence against someone present, or a medical emergency. Missing one is worse than showing the box once too often. */
const crisisWords = [
	/自杀|轻生|自尽|自缢|寻短见|不想活|活够了|活不下去|活着没意思|想死|寻死|离开这个世界|遗书|结束(?:自己的)?生命|自残|自伤/,
	/上吊|割(?:腕|脉)|割(?:了|开|破)?(?:我|自己)?的?手腕|跳[楼河桥]|[要想]跳下去/,
	/[喝吃吞](?:了|下)*.{0,3}(?:农药|老鼠药|毒鼠|百草枯|敌敌畏)|农药(?:都|全|被.{0,3})?(?:喝|吞)|[吞吃](?:下|了)*(?:一|半|整|几|两|好几)?(?:瓶|大把|把|盒|片)?安眠药|服药过量|把药(?:都|全)(?:部)?[吃吞]/,
	/家暴|被打(?!开|断|印|包|扫|了.?疫苗)|(?<!拨)打我|(?<=拨)打我(?![县们市区镇乡村国省的])|要杀|杀了我|持刀|[拿举挥](?:着|了)?.{0,2}刀.{0,3}(?:追|砍|捅|杀|威胁)|[掐勒].{0,3}脖子|强奸|性侵|被囚禁|救命(?!稻草)/,
	/昏迷|没有?呼吸|喘不[上过]来?气|呼吸困难|心脏病发|心梗|抽搐|大出血|吐血|羊水破|噎[住着]|中毒了|叫不醒|快不行了|晕倒|休克|胸口.{0,2}[疼痛]|溺水|触电|煤气中毒|一氧化碳中毒|中风了/,
	/[爸妈爷奶公婆哥姐弟妹娃孩伴他她人]子?(?:已经|好像|都|快)?没有?气了/,
	/(?:人|我|我们|老人|孩子).{0,2}被[埋压]|被埋(?:在|住)|[压埋](?:住|到|着|了)+.{0,3}人|塌.{0,3}压.{0,2}人|(?:我|我们|家里|老人|孩子).{0,4}被困/,
	/救救(?:我|他|她|孩子|我们)|(?:被|让).{0,4}(?:老公|丈夫|男友|男朋友|婆婆|爸|爹|妈)打(?!电话|开|包|疫苗|针|听|点|工|车|扫|水|饭|印|卡|扮)|要(?:被)?打死(?:我|她|他|人)|打死我/,
	/(?:心脏|心跳).{0,2}(?:停|没)|没(?:有)?(?:心跳|脉搏)|[流出]血(?:不止|止不住)|血止不住|昏(?:了)?过去|呼吸不了|[孩娃].{0,3}抽(?:筋|了|起来)|要生了|喉咙肿/,
	/[喝吃吞](?:了|下)*.{0,4}(?:消毒液|洁厕灵|洗衣液|漂白|84|强酸|硫酸)|[吞吃](?:下|了)*.{0,3}[整一半几两好](?:整)?[瓶把盒板].{0,4}(?:药|片|头孢|胶囊)|吃了(?:好多|很多|大量)药/,
	/一死了之|不如死了|死了算了|生无可恋|结束一切|(?:从|在).{0,4}[楼桥崖]上?.{0,2}跳下?去|掉(?:进|到|下)?.{0,2}[河井塘湖水](?:里|了)/,
	/\b(?:(?:isn't|is not|not) breathing|don'?t want to (?:live|be alive)|(?:took|swallowed) (?:a )?(?:whole )?(?:bottle|box|handful) of|(?:cut|slit)(?:ting)? (?:my|his|her) wrists?|end it all|going to jump|(?:dad|father|mum|mom|mother|husband|wife|he|she|baby|child) (?:has )?collapsed|(?:having|had) a stroke|stabb(?:ed|ing) (?:me|people|someone)|(?:my )?(?:husband|boyfriend|father|dad|wife) (?:hits?|beats?) me)\b/i,
	/\b(?:suicid\w*|kill (?:my ?self|himself|herself|me)|hang myself|end my life|want to die|self[- ]harm|overdose\w*)\b/i,
	/\b(?:being beaten|beats me|(?:is|keeps|are) (?:hitting|beating|chok\w+) me|hits me|domestic violence|rape\w*|help me please)\b/i,
	/\b(?:not breathing|(?:stopped|stops) breathing|chest pains?|can(?:'|no)?t breathe|chok(?:ing|ed)|no pulse|unconscious|unresponsive|drown(?:ing|ed)|heart attack|seizure|bleeding heavily)\b/i,
	/\b(?:he|she|baby|child|son|daughter|mum|mom|dad|mother|father|wife|husband|grand\w+)(?: is|'s) not responding\b/i,
	/\b(?:suicid\w*|uccider(?:mi|si)|ammazzar(?:mi|si)|(?:voglio|vorrei|voler) morire|togliermi la vita|farla finita|autolesion\w*|tagliarmi)/i,
	/\b(?:mi (?:picchia|picchiano|minaccia|minacciano|menano?)|violenza domestica|stupr\w*|aiutatemi|aiuto vi prego)/i,
	/\b(?:non respir\w*|non riesc\w* a respirare|soffoc\w*|svenut\w*|inconscient\w*|infarto|convulsion\w*|emorragia|avvelena\w*)/i,
];

/** Whether a text calls for help from people rather than an answer from an office. */
export function callsForHelp(text: string): boolean {
	const plain = plainlyWritten(text);
	return crisisWords.some((words) => words.test(plain));
}

/** As the words above are written: simplified characters without blanks between them, and straight quotes. */
function plainlyWritten(text: string): string {
	return plainForm(text)
		.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
		.replace(/[‘’ʼ]/g, "'")
		.replace(traditional, (character) => simplifiedOf.get(character) ?? character);
}

/** The characters of the words above that have a traditional form, each behind it. */
const pairs =
	'殺杀輕轻縊缢尋寻見见開开這这個个遺遗書书結结殘残傷伤脈脉樓楼橋桥農农藥药敵敌過过強强沒没無无氣气難难臟脏暈晕觸触電电風风爺爷媽妈壓压場场們们裡里裏里';
const simplifiedOf = new Map(
	(pairs.match(/../gu) ?? []).map(([from = '', to = '']) => [from, to] as const),
);
const traditional = new RegExp(`[${[...simplifiedOf.keys()].join('')}]`, 'g');

const suicide =
	/自杀(?!(?:式|性)(?:袭击|爆炸|攻击))|轻生|自尽|自缢|寻短见|(?:结束|了结)(?:了)?(?:自己|他|她)?的?生命|\bsuicid\w*\b(?! (?:bomb|attack|vest))|\b(?:killed?|killing) (?:him|her|them|my|your)sel(?:f|ves)\b|\b(?:took|taking|take|ended|ending) (?:his|her|their) own li(?:fe|ves)\b|\b(?:si è (?:uccis[oa]|tolt[oa] la vita)|togliersi la vita)/i;

/** Whether a text speaks of suicide; an attack that is called one is none. */
export function speaksOfSuicide(text: string): boolean {
	return suicide.test(text);
}

/**
 * Whether a statement is news of a suicide: it has its page, and stands in no push, no feed, no list of the newest and no
 * suggestion of a search (domain facts 4.4). A red or orange warning is none, whatever it says: two people have signed that
 * others are in danger, and nobody may fail to hear of that.
 */
export function isNewsOfSuicide({
	text,
	warningColor,
}: {
	readonly text: string;
	readonly warningColor?: Notice['warningColor'];
}): boolean {
	return warningColor !== 'red' && warningColor !== 'orange' && speaksOfSuicide(text);
}
