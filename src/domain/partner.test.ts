import { expect, test } from 'vitest';
import { type Partner, partnersByKind } from './partner.ts';

const aPartner = (code: string, kind: Partner['kind']): Partner => ({
	code,
	kind,
	name: { 'zh-CN': code },
	speaksOf: { 'zh-CN': '说什么' },
	areas: [],
});

test('partners stand under what they are, villages first, and kinds without anybody do not stand there', () => {
	const groups = partnersByKind([
		aPartner('shop', 'market'),
		aPartner('clinic', 'hospital'),
		aPartner('yunxi', 'village'),
		aPartner('stall', 'market'),
	]);
	expect(groups.map(({ kind, partners }) => [kind, ...partners.map(({ code }) => code)])).toEqual([
		['village', 'yunxi'],
		['hospital', 'clinic'],
		['market', 'shop', 'stall'],
	]);
});
