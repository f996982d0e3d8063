import { describe, expect, test } from 'vitest';
import { createPasswords, isAcceptablePassword } from './passwords.ts';

describe('isAcceptablePassword', () => {
	test.each([
		['elevenchars', false],
		['twelve chars', true],
		['十二个汉字也够长了对不对', true],
		['😀'.repeat(11), false],
		['x'.repeat(128), true],
		['x'.repeat(129), false],
	])('says of %s: %s', (password, expected) => {
		expect(isAcceptablePassword(password)).toBe(expected);
	});
});

describe('createPasswords', () => {
	const passwords = createPasswords();

	test('knows a password again, and no other', async () => {
		const hash = await passwords.hash('clear words for a test');
		expect(await passwords.verify({ hash, password: 'clear words for a test' })).toBe(true);
		expect(await passwords.verify({ hash, password: 'clear words for a tesT' })).toBe(false);
	});

	test('takes what another input method writes for the same', async () => {
		const hash = await passwords.hash('ｃｌｅａｒ　ｗｏｒｄｓ');
		expect(await passwords.verify({ hash, password: 'clear words' })).toBe(true);
	});

	test('gives two hashes for one password', async () => {
		expect(await passwords.hash('same')).not.toBe(await passwords.hash('same'));
	});

	test.each(['', 'no password', '$argon2id$v=19$m=19456,t=2,p=1$'])(
		'lets nobody in with a stored "%s"',
		async (hash) => {
			expect(await passwords.verify({ hash, password: '' })).toBe(false);
		},
	);

	test('finishes all when many come at once', async () => {
		const hashes = await Promise.all(Array.from({ length: 6 }, () => passwords.hash('same')));
		expect(new Set(hashes).size).toBe(6);
	});
});
