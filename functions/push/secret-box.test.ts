import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newPushMailbox } from '../../tests/push-mailbox.ts';
import { padded, sealMessage } from './seal.ts';
import { openPrepared, preparedSecretKey, prepareKeys } from './secret-box.ts';

const key = preparedSecretKey('a secret of the portal');
const other = preparedSecretKey('another secret');

describe('a key pair that was prepared', () => {
	test('seals what its subscription can open', () => {
		const mailbox = newPushMailbox();
		const keys = openPrepared(prepareKeys(mailbox.keys, key), mailbox.keys, key);
		expect(keys && mailbox.open(sealMessage(padded('请戴口罩。'), keys))).toBe('请戴口罩。');
	});

	test('is worth nothing without the secret of the portal', () => {
		const { keys } = newPushMailbox();
		expect(openPrepared(prepareKeys(keys, key), keys, other)).toBeUndefined();
	});

	test('is not used when the subscription has other keys by now', () => {
		const [before, after] = [newPushMailbox(), newPushMailbox()];
		expect(openPrepared(prepareKeys(before.keys, key), after.keys, key)).toBeUndefined();
	});

	test.each([0, 20, 125])('is not used when it was damaged to %i random bytes', (length) => {
		const { keys } = newPushMailbox();
		expect(openPrepared(randomBytes(length), keys, key)).toBeUndefined();
	});

	test('shows nothing of what it keeps', () => {
		const { keys } = newPushMailbox();
		const prepared = prepareKeys(keys, key);
		const opened = openPrepared(prepared, keys, key);
		const kept = Buffer.from(prepared).toString('hex');
		expect(kept).not.toContain(Buffer.from(opened?.inputKey ?? []).toString('hex'));
	});
});
