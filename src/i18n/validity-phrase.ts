import { isEnding, type Notice, type Standing } from '../domain/notice.ts';
import type { StringKey } from './strings.ts';

/**
 * How the validity of a notice is said on every page and paper, and the instants in that phrase: written with its times it
 * stays true wherever it is kept.
 */
export function validityPhrase(
	notice: Notice,
	{ state }: Standing,
): { readonly name: StringKey; readonly values: Readonly<Record<string, Date>> } {
	const { effective: from, expires: until } = notice;
	if (isEnding(notice)) return { name: 'standing.ending', values: {} };
	if (state === 'current')
		return until
			? { name: 'standing.currentUntil', values: { until } }
			: { name: 'standing.currentFrom', values: { from } };
	if (state === 'scheduled')
		return until
			? { name: 'standing.fromUntil', values: { from, until } }
			: { name: 'standing.from', values: { from } };
	return { name: `standing.${state}`, values: {} };
}
