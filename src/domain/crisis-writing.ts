import { plainForm } from './redact.ts';

/** A text as the words of a call for help are written: simplified characters with nothing between them, and straight quotes. */
export function plainlyWritten(text: string): string {
	return plainForm(text)
		.replace(betweenCharacters, '')
		.replace(oneByOne, (run) => run.replace(/[^\p{L}\p{N}]+/gu, ''))
		.replace(/[‘’ʼ]/g, "'")
		.replace(traditional, (character) => simplifiedOf.get(character) ?? character);
}

/** Blanks, and signs that hide a word and part no sentences: 自*杀. */
const betweenCharacters =
	/(?<=\p{Script=Han})(?:[^\p{L}\p{N}\p{P}]|[*·_/.#-])+(?=\p{Script=Han})/gu;
/** Each character by itself: 不，想，活，了. */
const oneByOne = /(?<!\p{L})\p{Script=Han}(?:[^\p{L}\p{N}]+\p{Script=Han}(?!\p{L}))+/gu;

/** The characters of those words that have a traditional form, each behind it. */
const pairs =
	'弔吊朮术佔占別别夾夹沖冲沒没見见車车來来兒儿兩两於于臥卧軋轧門门剋克勁劲姦奸後后洩泄為为紅红負负軌轨風风倖幸們们個个倉仓剛刚島岛師师書书氣气級级紙纸脅胁脈脉託托迴回釘钉針针隻只馬马乾干動动區区國国堅坚夠够婦妇將将帶带張张強强彫雕從从捲卷掃扫條条殺杀淨净產产異异紮扎脣唇脫脱處处術术訣诀這这釦扣頂顶魚鱼傢家備备傘伞喫吃圍围場场報报尋寻幾几廁厕惡恶悶闷揮挥殘残湧涌渾浑無无痠酸發发睏困筆笔絞绞結结絕绝給给菸烟虛虚詐诈費费買买進进鄉乡開开間间隊队飯饭亂乱傳传傷伤嗎吗嗆呛塗涂塊块媽妈幹干搶抢搖摇暈晕會会業业歲岁溝沟溼湿溫温準准煙烟爺爷經经綑捆綁绑義义腳脚腫肿腦脑裡里該该話话資资農农過过電电預预劃划嘔呕寧宁實实對对幣币彆别徹彻慘惨摺折槍枪榦干滾滚漢汉滿满漲涨瘋疯盡尽箇个緊紧臺台誌志誤误說说趕赶輕轻遠远颱台麼么齊齐價价厲厉噴喷墜坠寫写廣广廠厂撈捞撐撑撥拨敵敌樣样樓楼毆殴潑泼潔洁獎奖碼码練练緣缘線线膠胶衝冲請请誰谁豬猪賣卖輛辆輩辈輪轮鄰邻銷销鋤锄餘余髮发齒齿儘尽劑剂學学樹树橋桥機机濃浓燒烧燙烫磚砖縊缢縣县膩腻褲裤親亲遺遗錶表鋸锯錯错錢钱隨随險险頭头鴨鸭嚇吓壓压幫帮應应擊击檢检濟济濕湿牆墙縮缩總总臉脸舉举褻亵講讲謠谣謝谢還还錘锤闆板隱隐顆颗點点擾扰斷断檯台歸归瀉泻禮礼薦荐蟲虫贅赘蹤踪鎖锁鎮镇鎚锤闖闯離离雞鸡鬆松鵝鹅嚥咽壞坏懷怀繩绳藥药蠍蝎識识邊边鏈链關关難难願愿騙骗鬍胡勸劝嚨咙孃娘寶宝攔拦礦矿繼继覺觉觸触騷骚麵面齣出欄栏爛烂續续護护躍跃鐵铁顧顾聽听臟脏髒脏戀恋纔才體体鱗鳞囑嘱壩坝癱瘫癲癫讓让靈灵裏里爲为';
const simplifiedOf = new Map(
	(pairs.match(/../gu) ?? []).map(([from = '', to = '']) => [from, to] as const),
);
const traditional = new RegExp(`[${[...simplifiedOf.keys()].join('')}]`, 'g');
