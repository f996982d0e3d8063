import { redact } from './redact.ts';

/** Why a wording should be looked at before it is published as another wording of a claim. */
export type AliasWarning =
	/** It holds what the portal takes for personal data; it is refused as it is. */
	| 'personal-data'
	/** Something was taken out of it, and the place shows. */
	| 'taken-out'
	/** A long number, which may lead to a person. */
	| 'number'
	/** It may name a person. */
	| 'name';

/** What may be wrong with a wording. Only `personal-data` is certain enough to refuse it. */
export function aliasWarnings(wording: string): AliasWarning[] {
	const warnings: AliasWarning[] = [];
	if (redact(wording).found.length > 0) warnings.push('personal-data');
	if (/〔[^〕]*〕/.test(wording)) warnings.push('taken-out');
	if (/\d{6,}/.test(wording)) warnings.push('number');
	if (namesSomebody.test(wording)) warnings.push('name');
	return warnings;
}

/** A family name before a title, or somebody's relative by name: what names cannot be found by is not looked for. */
const namesSomebody =
	/[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严][\p{Script=Han}]{0,2}(?:先生|女士|老师|医生|主任|书记|镇长|县长|局长|老板|经理|师傅|大爷|大妈|阿姨)|\b(?:Mr|Mrs|Ms|Dr)\.? ?[A-Z][a-z]+/u;
