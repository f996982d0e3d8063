const attacker =
	'(?:老公|丈夫|男友|男朋友|前夫|爸|爹|妈|后爸|公公|婆婆|他|她|他们|老师|同学|邻居|有人|醉汉|坏人|混混|一群人)';
const victim = '(?:我|他|她|老婆|媳妇|老人|孩子|小孩|女儿|儿子|[我他她]?[爸妈])';
/** What is done by 打 and hurts nobody: 打我电话, 打孩子疫苗, 打死我也不信. */
const harmless =
	'(?!.{0,3}(?:电话|手机|微信|疫苗|预防针|招呼|小报告|主意|[县市区镇乡村省国]|的(?!.{0,2}[头脸])))';
const blow = '(?:打|揍|踹|踢|抽|殴打|暴打|毒打|砸|砍|捅)';

/** Words of violence against somebody who is there, in simplified characters and in English. */
export const violenceWords: readonly RegExp[] = [
	/(?<!折)打[得到].{0,3}(?:住院|骨折|流血|[昏吐满]|起不来)|[拿提举](?:着|了)?.{0,3}[棍砖锤].{0,6}[等追堵砸]/,
	/家暴|强奸|强暴|性侵|猥亵|非礼|性骚扰|动手动脚|被囚禁|救命(?!稻草|恩|之恩|钱|药(?!.{0,6}[没断]))|救救(?:我|他|她|孩子|我们|[老爸妈爷奶])/,
	/(?<=^|[^拨快车被])被打(?![开断印包扫扮听扰表造卡折回烂击破捞劫电动乱湿散错压发码住通上成入下]|了?.{0,2}(?:折|疫苗|预防针|针))/,
	/(?<=我|孩子|小孩|儿子|女儿|老婆|老人|同学|人|天天|经常|总是)被打(?![扮乱散电发入]|疫苗|预防针|了?折|了.?疫苗)|(?:被|遭|受).{0,6}(?:霸凌|欺凌|虐待|殴打|恐吓|勒索)|虐待(?:我|老人|孩子|[老我他她])/,
	/(?:被|让).{0,4}(?:老公|丈夫|男友|男朋友|婆婆|爸|爹|妈|老师|同学)[打揍](?![电开包疫针听点工车扫水饭印卡扮])/,
	new RegExp(`${attacker}.{0,6}${blow}(?:了|着|过|得)?${victim}${harmless}`),
	new RegExp(
		`(?<![拨请])打(?:了|着|过)?我(?=$|[^\\p{L}\\d也都]|[，打好很满把的]?.{0,2}[头脸痛疼血伤怕救]|和|跟|妈|孩)${harmless}`,
		'u',
	),
	/(?:把|将)(?:我|他|她|孩子|老婆|人|[爸妈]).{0,4}(?:[推摔扔踩拴泼](?:下|倒|在|到|我)|[打砸踢踹揍捅砍咬](?:了|破|断|伤|肿|残|[晕昏]|出血|流血|进|得))|[扇打抽甩]了?(?:我|他|她|孩子)?.{0,3}(?:耳光|巴掌)/,
	/(?:[打踢踹砸]断|[踢踹砸]折)了?.{0,3}[肋骨腿手胳鼻牙]|惨叫|呼救|鼻青脸肿|遍体鳞伤|(?:身上|浑身|满身|全身)[都全]?是?(?:伤(?!疤)|淤青)|烫(?:我|他|她|孩子)|(?:[老我他她]?[爸妈]|老师|老公|婆婆)[打掐弄]的/,
	/(?:老公|丈夫|男人|他|她|[爸婆])又(?:动手(?!术)|打人|发酒疯)|[堵围按摁](?:在|着|住).{0,8}[打揍踢](?![电开包印车])|[拿用](?:着|了)?.{0,3}(?:皮带|棍|鞭|椅子|砖|衣架|扫把|锤|锄头).{0,4}[抽打砸揍]/,
	/[弄打杀掐砍捅勒整](?:要|会)?死(?:我|他|她|你|全家|孩子|老婆)(?![也都])|(?:要|会)(?:被)?打死(?:我|他|她|人)/,
	/(?:要|会|说)杀(?:了)?(?!价|[猪鸡羊牛鸭鱼狗虫菌毒鹅兔熟]|年猪|死病)|杀了我|[砍捅](?:人|我|他|她|死|伤)(?!头费)|捅了.{0,2}[人刀]|(?:乱|到处|追着)[砍捅打]|追杀|围殴|群殴|打起来了|泼(?:汽油|硫酸)/,
	/持[刀枪]|[拿举挥提握](?:着|了|起|出)*.{0,3}[刀斧].{0,3}(?:追|砍|捅|杀|威胁|要)|[拿举挥提握](?:着|了|起|出)*.{0,2}(?:砍刀|菜刀|斧头?|匕首|枪)(?!.{0,2}[切剁])|手[里上]有[刀枪]/,
	new RegExp(`${attacker}.{0,3}[拿举挥提](?:着|了|起|出)?.{0,2}[刀斧](?!.{0,3}[切削剁雕剪店])`),
	/[掐勒卡](?:着|住)?.{0,3}(?:脖子|喉咙)|掐着?(?:我|她|他)|(?:被|有)人.{0,4}(?:跟踪|尾随)|(?:跟踪|尾随)着?(?:我|她)/,
	/(?:关|锁|绑|捆)(?:在|起来|住|着).{0,6}(?:出不[来去]|不让|不准|跑不)|我[被让].{0,6}[骗关扣绑].{0,6}(?:关|起来|出不|跑不|传销)|[被把].{0,8}[拖拽绑](?:进|到|走|上)|反锁在|[被把].{0,6}[锁绑]在[家屋房车厕地]/,
	/逼[我她他].{0,4}[跪脱喝吃]|铁链.{0,3}[拴锁绑][着住]?[我她他孩]|抱走.{0,3}我.{0,2}[孩娃]|跟着我.{0,8}(?:怕|不敢)|不让[我她]们?下车|[撬砸踹]我?家?的?门|(?:闯|翻墙|翻窗)[进入]?.{0,2}(?:我家|家里|屋)/,
	/[摸脱](?:了)?(?:我|她|妹妹|女儿|下面|裤)|[被让].{0,4}[叔伯舅师爷男哥父人].{0,2}(?:摸|亲|糟蹋|欺负)了|(?:帮我|快|替我)报警|(?:不给|没给)(?:我|孩子|老人)?饭吃|不让我(?:走|出门|回家).{0,6}(?:打|掐|锁|怕)/,
	/(?:被|遭|有人|正在).{0,3}(?:抢劫|绑架)(?!案|罪|诈)/,
	/\b(?:domestic violence|rap(?:ed|es|ing|ist)\b|kidnap\w*|molest\w*|abus(?:es|ing) (?:me|her|him|my)|being beaten|(?:help me please|please help(?: me)?)(?= *(?:$|[.,!?]))|hits? me|beats? me|won'?t let me (?:leave|go out))\b/i,
	/\b(?:is|are|was|keeps?|started|been|he's|she's) (?:hitting|beating|chok\w+|strangl\w+|kicking|hurting|attacking|stalking|following) (?:me|us|her|him|my|his|their|a|the (?:kid|child|woman)|someone|people)\b/i,
	/\b(?:kill|murder|stab|shoot|hurt)(?:s|ed|bed|bing|ing)? (?:me|us|my (?:kids?|mo[mt]\w*|family|sister)|someone)\b/i,
	/\b(?:stabb(?:ed|ing)|shot) (?:me|people|someone|him|her)\b/i,
	/\b(?:going|wants|threaten\w+|trying) to (?:kill|stab|shoot|beat) (?:me|us|her|him|my|someone)\b/i,
	/\b(?:he|she|man|guy|someone|somebody|husband|father|boyfriend|neighbou?r|dad|son)\b.{0,16}\b(?:has|have|got|with|holding|pulled|waving) (?:a |his |her )?(?:big )?(?:knife|gun|machete|axe)\b/i,
	/\b(?:husband|boyfriend|father|dad|step\w+|wife|partner|ex|uncle|brother|teacher|man|he|she) (?:punch\w*|slap\w*|kick\w*|hits?|beats?|chok\w+|strangl\w+|attack\w+|stab\w+|rap(?:ed|es)|threaten\w+|hurts?|touch\w+|grab\w+) (?:me|mum|mom|mother|us|her|him|my|the kids?|the baby)\b/i,
	/\b(?:broke|breaking|break|kicking) (?:in|into|down) (?:my|our) (?:house|home|flat|apartment|door)\b|\b(?:call|need|send) the police\b|\blocked me in\b/i,
];
