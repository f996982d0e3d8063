/** What moderators do at the desk, as its log names it. */
export const deskActs = [
	/** A report and those of the same text were put into an item. */
	'group',
	/** It was said that a report, or an item, is not about an item that it was offered. */
	'reject',
	/** A report was taken out of its item. */
	'ungroup',
	/** A report became the first of a new item. */
	'open',
	/** A report became the first of a new item that is like another and needs another answer. */
	'variant',
	'spam',
	'trash',
	/** A report came back from spam or trash. */
	'normal',
	'assign',
	/** Fields or the state of an item were changed. */
	'change',
	'merge',
	'split',
	/** "We are checking" was handed over or published. */
	'holding',
	/** Many new askers opened a closed item again. */
	'reopen',
	'evidence-add',
	'evidence-remove',
] as const;
export type DeskAct = (typeof deskActs)[number];

/** For how long an act is taken back by one key, in milliseconds. From the log it can be later. */
export const keyUndoMs = 30_000;

/** Who an act that nobody did is entered for. */
export const bySystem = { id: 'system', name: '' } as const;
