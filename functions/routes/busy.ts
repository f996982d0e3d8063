import type { MiddlewareHandler } from 'hono';
import type { AnswerUnavailable } from './unavailable.ts';
import { createWaitingLine, type LineLimits } from './waiting-line.ts';

/**
 * More at once than this would make everyone wait, readers too. A wave of forms passes within a second; when it lasts
 * longer it is better to be told so.
 */
const ofThisMachine: LineLimits = { places: 128, waiting: 4000, longestMs: 1000 };

/**
 * Lets no more of residents' requests be worked on at a time than this machine can do while pages are read as ever.
 * The others wait their turn. Who waits in vain is turned away; who sent a form gets it back as it was, to send again.
 */
export function shedLoad(
	unavailable: AnswerUnavailable,
	limits: LineLimits = ofThisMachine,
): MiddlewareHandler {
	const line = createWaitingLine(limits);
	return async (context, next) => {
		if (!(await line.enter())) return unavailable(context, 'busy');
		try {
			return await next();
		} finally {
			line.leave();
		}
	};
}
