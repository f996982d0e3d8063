import { defaultLanguage, type LocalizedText } from './languages.ts';
import type { PushServiceName } from './push-services.ts';

/** The makers of browsers who receive push addresses, as a consent text may write them. */
const recipients: { readonly [service in PushServiceName]: { name: string; written: RegExp } } = {
	google: { name: 'Google', written: /谷歌|Google/i },
	apple: { name: 'Apple', written: /苹果|Apple/i },
	mozilla: { name: 'Mozilla', written: /Mozilla/i },
	microsoft: { name: 'Microsoft', written: /微软|Microsoft/i },
};

const abroad = '境外';

/**
 * What a consent text leaves out of what it must name: each recipient in every language, and in the default language that
 * they are abroad (个人信息保护法 Art. 39). Empty when people can know whom they consent to.
 */
export function missingFromConsent(consent: LocalizedText): readonly string[] {
	const texts = Object.values(consent).filter((text) => text !== undefined);
	const unnamed = Object.values(recipients)
		.filter(({ written }) => !texts.every((text) => written.test(text)))
		.map(({ name }) => name);
	return consent[defaultLanguage].includes(abroad) ? unnamed : [...unnamed, abroad];
}
