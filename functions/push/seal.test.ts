import { createECDH } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newPushMailbox } from '../../tests/push-mailbox.ts';
import { agreeKeys, padded, sealMessage } from './seal.ts';

test('the example of RFC 8291 §5 and its appendix comes out to the byte', () => {
	const own = createECDH('prime256v1');
	own.setPrivateKey(Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'));
	const keys = agreeKeys(
		{
			p256dh:
				'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
			auth: 'BTBZMqHH6r4Tts7J_aSIgg',
		},
		own,
	);
	expect(Buffer.from(keys.inputKey).toString('base64url')).toBe(
		'S4lYMb_L0FxCeq0WhDx813KgSYqU26kOyzWUdsXYyrg',
	);
	const salt = Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url');
	expect(
		sealMessage(padded('When I grow up, I want to be a watermelon'), keys, salt).toString(
			'base64url',
		),
	).toBe(
		'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
	);
});

describe('a sealed message', () => {
	test('is opened by an independent implementation, whatever its language and length', () => {
		for (const text of ['', '请戴口罩。', 'Wear a mask.', 'x'.repeat(2047)]) {
			const mailbox = newPushMailbox();
			const body = sealMessage(padded(text, 512), agreeKeys(mailbox.keys));
			expect(mailbox.open(body)).toBe(text);
		}
	});

	test('has the length of its class, whatever it says', () => {
		const { keys } = newPushMailbox();
		const lengths = ['a', 'b'.repeat(511)].map(
			(text) => sealMessage(padded(text, 512), agreeKeys(keys)).length,
		);
		expect(lengths).toEqual([86 + 512 + 16, 86 + 512 + 16]);
	});

	test('is opened by nobody else', () => {
		const body = sealMessage(padded('a'), agreeKeys(newPushMailbox().keys));
		expect(() => newPushMailbox().open(body)).toThrow();
	});

	test('never has the key or the salt of another', () => {
		const { keys } = newPushMailbox();
		const heads = Array.from({ length: 50 }, () =>
			sealMessage(padded('a'), agreeKeys(keys)).subarray(0, 86).toString('hex'),
		);
		expect(new Set(heads.map((head) => head.slice(0, 32))).size).toBe(50);
		expect(new Set(heads.map((head) => head.slice(42))).size).toBe(50);
	});
});
