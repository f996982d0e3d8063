import { type Language, languagePrefix } from './languages.ts';
import { folderOf } from './notice-folder.ts';
import type { SignedStatement } from './verification/statement.ts';
import { encodeTicket, verifyLink } from './verification/ticket.ts';

/** The fragment that names a version on a notice's page. */
export function versionFragment(version: number): string {
	return `v${version}`;
}

/**
 * The address in the QR code of a poster: the notice's page, told which version is on the paper. It carries the ticket of
 * what was signed, so that `/verify/` can check the paper without a network. `site` is the public address with the base
 * path, without a slash at the end.
 */
export function posterAddress(
	site: string,
	language: Language,
	notice: { readonly ref: string; readonly status: string; readonly version: number },
	signed: SignedStatement | undefined,
): string {
	const page = `${site}${languagePrefix(language)}/${folderOf(notice)}/${notice.ref}/`;
	return verifyLink(page, notice.version, signed && encodeTicket(signed));
}
