import { createHash } from 'node:crypto';
import type { IconName } from '../components/icons.ts';
import type { Localized } from '../domain/entry.ts';
import type { Language } from '../domain/languages.ts';
import { type HasPassed, type Standing, sentAt } from '../domain/notice.ts';
import { hour } from '../domain/time.ts';
import { say, type View } from '../layouts/view.ts';
import { writtenNotice } from '../pack/written-notice.ts';

/** What a share card shows of a notice, in the order in which it is read. */
export interface Card {
	readonly language: Language;
	/** Colors the band; grey when it is no longer in force. */
	readonly band: 'red' | 'orange' | 'yellow' | 'blue' | 'none' | 'over';
	readonly icon: IconName;
	readonly level: string;
	readonly mark: string;
	readonly title: string;
	readonly validity: string;
	readonly areas: string;
	readonly issued: string;
	readonly site: string;
	readonly code: string;
}

/** Cards are made of what is in force, and of what is younger than this; all else shows the general one. */
const youngDays = 30;
/** Another number when cards are drawn otherwise: the address of a card stands for its looks. */
const drawing = 1;

/** The card of a published notice; `undefined` when it is so old that nobody passes it on. */
export function cardOf(
	view: View,
	notice: Localized<'notices'>,
	standing: Standing,
	hasPassed: HasPassed,
): Card | undefined {
	if (hasPassed(cardEnd(notice))) return undefined;
	const written = writtenNotice(view, notice, standing);
	return {
		language: view.language,
		band: written.inForce ? (notice.warningColor ?? 'none') : 'over',
		icon: notice.hazard,
		level: written.level[0] ?? '',
		mark: written.mark,
		title: written.title,
		validity: written.inForce ? written.period : written.validity,
		areas: written.areas,
		issued: view.t('pack.issued', { issuer: written.issuer, at: written.issued }),
		site: say(view, view.settings.name),
		code: view.t('pack.codeAndVersion', { code: written.code ?? '', version: written.version }),
	};
}

function cardEnd(notice: Localized<'notices'>): Date {
	const young = sentAt(notice).getTime() + youngDays * 24 * hour;
	const ends = notice.expires ?? notice.reviewBy;
	return new Date(Math.max(young, ends?.getTime() ?? 0));
}

/** Where a card stands: its address says what it shows, so a page need not know whether it has been drawn yet. */
export function cardPath(ref: string, card: Card): string {
	const shown = createHash('sha256').update(JSON.stringify([drawing, card]));
	return `/cards/${ref}.${card.language}.${shown.digest('hex').slice(0, 12)}.png`;
}

/** The card of a notice that is too old for one of its own. */
export const generalCard = '/icons/card.png';
