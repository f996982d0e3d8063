import { toOffsetString } from '../../src/domain/time.ts';

const secondsAhead = 60;

/** Names for a response that begins now, the best first: `20260314-120000`, and those of the seconds that follow for whoever is not alone in this one. */
export function responseRefs(now: Date): readonly string[] {
	return Array.from({ length: secondsAhead }, (_, second) => {
		const at = new Date(now.getTime() + second * 1000);
		return toOffsetString(at).slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
	});
}
