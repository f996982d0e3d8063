/**
 * When the askers of an item hear more, while it is being checked. An earlier promise that is still to come, as one that
 * came with another item's askers, holds against what the response has been saying; a time that the response says
 * anew is the word they were promised, and holds from then on.
 */
export function heldPromise(
	promised: Date | undefined,
	response: { readonly nextUpdateAt?: Date | undefined; readonly isNew: boolean },
	now: Date,
): Date | undefined {
	const { nextUpdateAt: said, isNew } = response;
	if (!promised || promised <= now || (isNew && said)) return said;
	return said && said > now && said < promised ? said : promised;
}
