import { expect, test } from 'vitest';
import { isGuessable } from './guessable-password.ts';

const own = ['李明', 'li.ming@shili.gov.cn', '示例县', 'www.shili.gov.cn'];

test.each([
	'123456789012',
	'210987654321',
	'aaaaaaaaaaaa',
	'ababababababab',
	'qwertyuiopas',
	'1qaz2wsx3edc',
	'Password1234',
	'password-password',
	'ＰＡＳＳＷＯＲＤ１２３４',
	'woaini5201314',
	'admin@123456',
	'li.ming@shili.gov.cn',
	'LiMing123456',
	'示例县示例县示例县示例县',
	'李明李明李明123',
])('%s is what is tried first', (password) => {
	expect(isGuessable(password, own)).toBe(true);
});

test.each([
	'clear words for a test',
	'a new password of theirs',
	'十二个汉字也够长了对不对',
	'correct horse battery staple',
	'Xk7_pQ2vM-t9',
	'门前老树长新芽又一年',
])('%s is not', (password) => {
	expect(isGuessable(password, own)).toBe(false);
});
