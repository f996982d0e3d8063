import { type Language, languagePrefix } from '../../src/domain/languages.ts';
import { hour } from '../../src/domain/time.ts';
import type { Config } from '../config.ts';
import type { InvitationPurpose } from '../store/invitations.ts';

/** How long a link stays good, in milliseconds. */
export const linkLifetime = {
	'first-administrator': 7 * 24 * hour,
	invitation: 72 * hour,
	reset: 24 * hour,
} as const satisfies Record<InvitationPurpose, number>;

/** Where a one-time token is used. */
export function welcomeUrl(
	{ siteUrl, basePath }: Pick<Config, 'siteUrl' | 'basePath'>,
	token: string,
	language: Language = 'zh-CN',
): string {
	return `${siteUrl}${basePath}${languagePrefix(language)}/staff/welcome/?token=${token}`;
}
