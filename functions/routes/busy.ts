import type { MiddlewareHandler } from 'hono';
import type { AnswerUnavailable } from './unavailable.ts';

/** So many of residents' requests are worked on at once: more would make everyone wait, readers too. */
const mostAtOnce = 256;

/**
 * Turns away what comes beyond the capacity of this machine, at once and at little cost, so that those who came before
 * are served and pages are read as ever. Who sent a form gets it back as it was, to send again.
 */
export function shedLoad(unavailable: AnswerUnavailable, most = mostAtOnce): MiddlewareHandler {
	let underWay = 0;
	return async (context, next) => {
		if (underWay >= most) return unavailable(context, 'busy');
		underWay += 1;
		try {
			return await next();
		} finally {
			underWay -= 1;
		}
	};
}
