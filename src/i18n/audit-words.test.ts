import { expect, test } from 'vitest';
import { auditDetails } from './audit-words.ts';

test('an audit entry says in words what its details are', () => {
	const details = { roles: ['editor', 'publisher'], purpose: 'invitation', signatureVoided: true };
	expect(auditDetails(details, 'zh-CN')).toEqual([
		'角色：编辑、签发人',
		'用途：邀请',
		'原有签发作废：是',
	]);
	expect(auditDetails(details, 'en')).toEqual([
		'Roles: Editor, Publisher',
		'For: invitation',
		'Earlier signatures void: yes',
	]);
});

test('a hash is shown as far as one compares it', () => {
	const details = { hash: '0f3ee52e5c01dbd421ed8d905b9209554a32845c6c9444b06b89c04389c14941' };
	expect(auditDetails(details, 'zh-CN')).toEqual(['文字指纹：0f3ee52e5c01…']);
});

test('instants are the county’s, and what has no word stays as it is', () => {
	expect(auditDetails({ due: '2026-03-14T04:30:00.000Z', odd: { a: 1 } }, 'zh-CN')).toEqual([
		'期限：3月14日（周六）12:30',
		'odd：{"a":1}',
	]);
});
