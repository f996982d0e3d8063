import type { Language } from '../../src/domain/languages.ts';
import type { SignedLink } from '../../src/domain/signed-link.ts';

/** A request with a link that is good. */
export interface LinkCaller {
	readonly link: SignedLink;
	readonly token: string;
	readonly language: Language;
}
