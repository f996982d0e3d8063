import { hour } from './time.ts';

/** How long an emergency publication may stand on one signature. */
export const secondSignatureWithin = hour;

/** Whether one person may publish now and have it signed by a second afterwards: only where exactly one signature is missing. */
export function mayPublishInEmergency({
	given,
	needed,
}: {
	readonly given: number;
	readonly needed: number;
}): boolean {
	return given >= 1 && needed - given === 1;
}

/** When the second signature of a text published at an instant is due. */
export function secondSignatureDue(publishedAt: Date): Date {
	return new Date(publishedAt.getTime() + secondSignatureWithin);
}
