import type { Role } from './roles.ts';

/** Of whom a county demands a second factor. */
export const secondFactorRules = ['none', 'administrators', 'publishers', 'all'] as const;
export type SecondFactorRule = (typeof secondFactorRules)[number];

/** Who falls under a rule. Whoever makes publishers is as dangerous as one, so that no rule leaves administrators out. */
const demandedOf: Readonly<Record<SecondFactorRule, readonly Role[]>> = {
	none: [],
	administrators: ['admin'],
	publishers: ['admin', 'publisher'],
	all: ['admin', 'publisher', 'editor', 'moderator'],
};

/**
 * Whether somebody has yet to set up a second factor before anything else is done for them. Who signed in at the county's
 * identity provider has not: there the provider decides.
 */
export function lacksSecondFactor(
	rule: SecondFactorRule,
	{
		roles,
		twoFactor,
		byProvider,
	}: {
		readonly roles: readonly Role[];
		readonly twoFactor: boolean;
		/** Whether the session began there. */
		readonly byProvider: boolean;
	},
): boolean {
	return !twoFactor && !byProvider && roles.some((role) => demandedOf[rule].includes(role));
}
