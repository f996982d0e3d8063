/** Where a saved reply is offered first: as the holding line, as what to do meanwhile, or anywhere. */
export const replyPurposes = ['holding', 'meanwhile', 'any'] as const;
export type ReplyPurpose = (typeof replyPurposes)[number];

/** The longest title and text of a saved reply, in characters. */
export const longestReplyTitle = 40;
export const longestReply = 300;
