import type { Language } from '../domain/languages.ts';
import { writtenInstant } from './dates.ts';
import { isStringKey, type Translate, translator } from './strings.ts';

/** What an entry of the audit log says beside who did what: `角色：编辑、签发人`. Names without a word stay as they are. */
export function auditDetails(
	details: Readonly<Record<string, unknown>>,
	language: Language,
): readonly string[] {
	const t = translator(language);
	return Object.entries(details).map(([name, value]) => {
		const key = `audit.detail.${name}`;
		const label = isStringKey(key) ? t(key) : name;
		return t('audit.detail', { name: label, value: valueWords(value, language, t) });
	});
}

function valueWords(value: unknown, language: Language, t: Translate): string {
	if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
	if (Array.isArray(value))
		return value.map((each) => valueWords(each, language, t)).join(t('audit.comma'));
	if (typeof value !== 'string') return JSON.stringify(value);
	if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return writtenInstant(new Date(value), language);
	// The whole of a hash is in the exported file.
	if (/^[0-9a-f]{40,64}$/.test(value)) return `${value.slice(0, 12)}…`;
	const known = [`role.${value}`, `audit.purpose.${value}`, `helpPointState.${value}`].find(
		isStringKey,
	);
	return known ? t(known) : value;
}
