/** Words for people of whom one is not the other; each side with its synonyms. */
const people: readonly (readonly RegExp[])[] = [
	sides('男[童孩生婴]|\\bboys?\\b', '女[童孩生婴]|\\bgirls?\\b'),
	sides(
		'爷爷|外公|姥爷|大爷|老汉|老头|\\bgrand(?:father|pa|dad)\\b',
		'奶奶|外婆|姥姥|大妈|大娘|老太|\\bgrand(?:mother|ma|mum|mom)\\b',
	),
	sides('爸|父亲|爹|\\b(?:fathers?|dads?)\\b', '妈(?!祖)|母亲|\\b(?:mothers?|mums?|moms?)\\b'),
	sides('儿子|\\bsons?\\b', '女儿|\\bdaughters?\\b'),
	sides('哥|\\bbrothers?\\b', '弟', '姐|\\bsisters?\\b', '妹'),
	sides('丈夫|老公|\\bhusbands?\\b', '妻子|老婆|媳妇|\\bwi(?:fe|ves)\\b'),
	sides('叔|伯|舅|\\buncles?\\b', '姑|姨|婶|\\baunts?\\b'),
	sides(
		'老师|教师|\\bteachers?\\b',
		'学生|同学|\\b(?:students?|pupils?)\\b',
		'家长|\\bparents?\\b',
	),
	sides('医生|大夫|\\bdoctors?\\b', '护士|\\bnurses?\\b', '病人|患者|病号|\\bpatients?\\b'),
	sides(
		'大人|成年人|成人|\\badults?\\b',
		'小孩|孩子|儿童|\\b(?:child|children|kids?)\\b',
		'老人|\\bthe elderly\\b',
	),
];

function sides(...words: readonly string[]): readonly RegExp[] {
	return words.map((each) => new RegExp(each, 'iu'));
}

/** Whether two words stand for different people: 男童 and 女童, 老师 and 学生. */
export function areOtherPeople(one: string, other: string): boolean {
	return people.some((group) => {
		const sidesOf = (words: string) => group.flatMap((side, at) => (side.test(words) ? [at] : []));
		const [mine, known] = [sidesOf(one), sidesOf(other)];
		return mine.length > 0 && known.length > 0 && !mine.some((side) => known.includes(side));
	});
}
