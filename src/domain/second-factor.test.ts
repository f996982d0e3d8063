import { describe, expect, test } from 'vitest';
import { roles } from './roles.ts';
import { lacksSecondFactor, secondFactorRules } from './second-factor.ts';

const without = { twoFactor: false, byProvider: false };

describe('a second factor is demanded', () => {
	test.each([
		['none', []],
		['administrators', ['admin']],
		['publishers', ['publisher', 'admin']],
		['all', ['editor', 'publisher', 'moderator', 'admin']],
	] as const)('with the rule %s of %o', (rule, demanded) => {
		const lacking = roles.filter((role) => lacksSecondFactor(rule, { ...without, roles: [role] }));
		expect(lacking).toEqual(demanded);
	});

	test('of who is something else beside', () => {
		const person = { ...without, roles: ['editor', 'publisher'] as const };
		expect(lacksSecondFactor('publishers', person)).toBe(true);
	});

	test.each(secondFactorRules)(
		'of nobody who has one, or signed in at the identity provider (%s)',
		(rule) => {
			expect(lacksSecondFactor(rule, { ...without, roles, twoFactor: true })).toBe(false);
			expect(lacksSecondFactor(rule, { ...without, roles, byProvider: true })).toBe(false);
		},
	);
});
