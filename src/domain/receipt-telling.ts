import type { ReceiptStanding } from './receipt-standing.ts';

/** What an asker is told: that it is checked, answered, that an answer changed, that it ended without one, or that an end no longer holds. */
export type Telling = 'checking' | 'answered' | 'changed' | 'closed' | 'reopened';

/** What a person who never saw anything of a report knows of it. */
export const nothingTold = 'received';

/**
 * The name of a standing, the same for all that an asker need not be told apart: `received`, `referred/110`,
 * `answered/REF/VERDICT/CORRECTIONS`. It is kept as what was told last.
 */
export function standingName(standing: ReceiptStanding): string {
	switch (standing.state) {
		case 'answered': {
			const { ref, verdict = '', corrections } = standing.response;
			return ['answered', ref, verdict, corrections].join('/');
		}
		case 'referred':
			return ['referred', standing.to ?? ''].join('/');
		// That others asked the same is no news to wake anybody for.
		case 'merged':
			return nothingTold;
		case 'received':
		case 'checking':
		case 'not-a-claim':
			return standing.state;
	}
}

/** What to tell somebody who was last told of the standing `told`; `undefined` when it is no news. */
export function tellingOf(standing: ReceiptStanding, told: string): Telling | undefined {
	if (standingName(standing) === told) return undefined;
	const knowsAnEnd = told !== nothingTold && told !== 'checking';
	switch (standing.state) {
		case 'received':
		case 'merged':
			return knowsAnEnd ? 'reopened' : undefined;
		case 'checking':
			return knowsAnEnd ? 'reopened' : 'checking';
		case 'not-a-claim':
		case 'referred':
			return 'closed';
		case 'answered':
			if (!told.startsWith('answered/')) return 'answered';
			return isNews(standingName(standing), told) ? 'changed' : undefined;
	}
}

/** A correction that is taken off the list again is none. */
function isNews(answer: string, told: string): boolean {
	const [, ref, verdict, corrections] = answer.split('/');
	const [, toldRef, toldVerdict, toldCorrections] = told.split('/');
	return (
		ref !== toldRef || verdict !== toldVerdict || Number(corrections) > Number(toldCorrections)
	);
}
