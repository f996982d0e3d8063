import { type Language, languagePrefix } from './languages.ts';
import { folderOf } from './notice-folder.ts';

/** The fragment that names a version on a notice's page. */
export function versionFragment(version: number): string {
	return `v${version}`;
}

/** The address in the QR code of a poster: the notice's page, told which version is on the paper. `site` is the public address with the base path, without a slash at the end. */
export function posterAddress(
	site: string,
	language: Language,
	notice: { readonly ref: string; readonly status: string; readonly version: number },
): string {
	const page = `${folderOf(notice)}/${notice.ref}/`;
	return `${site}${languagePrefix(language)}/${page}#${versionFragment(notice.version)}`;
}
